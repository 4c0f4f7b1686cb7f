/** What the cells of one column look like, before anybody decides what they mean. */
import { readDate } from "./date-text.ts";
import { parseMeasurement } from "./measurement-cell.ts";
import { type DecimalMark, readNumber } from "./number-text.ts";
import { type DeclaredMissing, isDeclaredMissing } from "./source-column.ts";

export interface ColumnFacts {
  readonly header: string;
  readonly filled: number;
  /** Distinct trimmed cells with how often each occurs, in order of appearance. */
  readonly values: ReadonlyMap<string, number>;
  /** Distinct numbers, codes that may mean unknown left out. */
  readonly numbers: readonly number[];
  /** Cells that suggest "unknown" in this column. */
  readonly missing: readonly string[];
  /** Of these, numbers that stand apart from the others: only a person knows. */
  readonly doubtful: readonly string[];
  /** Shares of the filled cells that are not missing codes. */
  readonly numberShare: number;
  readonly dateShare: number;
  readonly measuredShare: number;
  /** Marks such as `<0.5` or `ND`. */
  readonly marks: readonly string[];
  /** The one limit of every `<` in the column, if there is one. */
  readonly commonBound?: number;
}

const UNKNOWN_WORDS = new Set([
  "na",
  "n/a",
  "n.a.",
  "nan",
  "null",
  "unknown",
  "unk",
  "missing",
  "?",
  ".",
  "-",
  "#n/a",
]);
const UNKNOWN_NUMBERS = [-9, -99, -999, -9999, -1, -8, -7, 99, 999, 9999];

export function factsOf(
  header: string,
  cells: readonly (string | null)[],
  decimal: DecimalMark,
  declared: DeclaredMissing | null = null,
): ColumnFacts {
  const values = new Map<string, number>();
  for (const cell of cells) {
    const text = cell?.trim() ?? "";
    if (text !== "") values.set(text, (values.get(text) ?? 0) + 1);
  }
  const words = [...values.keys()].filter(
    (value) =>
      UNKNOWN_WORDS.has(value.toLowerCase()) || (declared !== null && isDeclaredMissing(value, declared)),
  );
  const numeric = new Map<string, number>();
  const sample = [...values].slice(0, SAMPLE_VALUES);
  for (const [value] of sample) {
    const reading = readNumber(value, decimal);
    if ("value" in reading && !words.includes(value)) numeric.set(value, reading.value);
  }
  const doubtful = numbersApart(numeric);
  const missing = [...words, ...doubtful];
  const left = sample.filter(([value]) => !missing.includes(value));
  const total = left.reduce((sum, [, n]) => sum + n, 0);
  const share = (holds: (value: string) => boolean): number =>
    total === 0 ? 0 : left.reduce((sum, [value, n]) => sum + (holds(value) ? n : 0), 0) / total;

  const context = { unit: "", decimal, notDetected: [], notMeasured: [], missing };
  const marks: string[] = [];
  const bounds = new Set<number>();
  const measured = new Set<string>();
  for (const [value] of left) {
    const reading = parseMeasurement(value, context);
    if (!("measurement" in reading)) continue;
    measured.add(value);
    const { status, bound } = reading.measurement;
    if (status !== "quantified" && status !== "notMeasured") marks.push(value);
    if (bound?.op === "<" || bound?.op === "<=") bounds.add(bound.limit);
  }
  const [commonBound] = bounds;
  return {
    header,
    filled: [...values.values()].reduce((sum, n) => sum + n, 0),
    values,
    numbers: left.flatMap(([value]) => numeric.get(value) ?? []),
    missing,
    doubtful,
    numberShare: share((value) => numeric.has(value)),
    dateShare: share((value) => {
      const reading = readDate(value);
      return !("problem" in reading) || reading.problem === "two-digit-year";
    }),
    measuredShare: share((value) => measured.has(value)),
    marks,
    ...(bounds.size === 1 && commonBound !== undefined ? { commonBound } : {}),
  };
}

// Identifiers of a registry are all distinct; what they look like shows in the first thousands.
const SAMPLE_VALUES = 5000;

/** Numbers such as -9 among values of 0 and more, or 99 far above all others. */
function numbersApart(numeric: ReadonlyMap<string, number>): string[] {
  const ordinary = [...numeric.values()].filter((value) => !UNKNOWN_NUMBERS.includes(value));
  if (ordinary.length < 2) return [];
  const low = ordinary.reduce((a, b) => Math.min(a, b));
  const high = ordinary.reduce((a, b) => Math.max(a, b));
  return [...numeric].flatMap(([text, value]) => {
    if (!UNKNOWN_NUMBERS.includes(value)) return [];
    const standsApart = value < 0 ? low >= 0 : value > 2 * high && high > 0;
    return standsApart ? [text] : [];
  });
}
