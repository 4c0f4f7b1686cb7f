/** Logic of three values: true, false, and null for unknown (Kleene, Introduction to Metamathematics, sec. 64). */
export type Truth = boolean | null;

export const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** Compared values: -1, 0 or 1; null where either is unknown. */
export type Order = number | null;

/** Whether an order satisfies a comparison; unknown orders satisfy nothing and contradict nothing. */
export const holds: Readonly<Record<"==" | "!=" | "<" | "<=" | ">" | ">=", (order: Order) => Truth>> = {
  "==": (order) => (order === null ? null : order === 0),
  "!=": (order) => (order === null ? null : order !== 0),
  "<": (order) => (order === null ? null : order < 0),
  "<=": (order) => (order === null ? null : order <= 0),
  ">": (order) => (order === null ? null : order > 0),
  ">=": (order) => (order === null ? null : order >= 0),
};

/** Unknown where a number cannot be: no infinity, no NaN, and one zero only. */
export const finite = (value: number): number | null =>
  Number.isFinite(value) ? (value === 0 ? 0 : value) : null;
