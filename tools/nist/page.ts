import type { Kind } from "./read.ts";

export interface Line {
  readonly set: string;
  readonly kind: Kind;
  readonly value: string;
  readonly ours: number;
  /** Null where R was not asked. */
  readonly r: number | null;
}

/** What every set must reach wherever R does. */
export const WANTED_DIGITS = 9;

export const fallsShort = ({ ours, r }: Line): boolean =>
  r !== null && r >= WANTED_DIGITS && ours < WANTED_DIGITS;

const TITLES: Readonly<Record<Kind, string>> = {
  univariate: "Univariate: mean, standard deviation, autocorrelation",
  linear: "Linear regression",
  anova: "One-way analysis of variance",
};

/** One row a set, its worst value by name; `r` as R's script left it. */
function rows(lines: readonly Line[], kind: Kind): string[] {
  const names = [...new Set(lines.filter((line) => line.kind === kind).map(({ set }) => set))];
  return names.map((set) => {
    const own = lines.filter((line) => line.set === set);
    const worst = own.reduce((a, b) => (b.ours < a.ours ? b : a));
    const known = own.filter((line) => line.r !== null);
    const worstR = known.length === 0 ? null : known.reduce((a, b) => (b.r! < a.r! ? b : a));
    const cells = [
      set,
      own.length,
      worst.ours.toFixed(1),
      worst.value,
      worstR === null ? "" : worstR.r!.toFixed(1),
      worstR === null ? "" : worstR.value,
    ];
    return `| ${cells.join(" | ")} |`;
  });
}

/** docs/nist.md. */
export const nistPage = (
  lines: readonly Line[],
  r: string,
): string => `# NIST's statistical reference data sets

Written by \`npm run nist\`, never by hand. Digits are log relative errors, -log10(|got - certified| / |certified|), at most 15, which is what NIST
prints. Beside them those of ${r}, from test/reference/generate/nist.R.

Where digits are missing in both, the data lost them when they were read: a double near 1e12 holds a tenth to 4 digits, one near 1e6 to 10 (SmLs04 to
SmLs09, AtmWtAg, NumAcc3 and NumAcc4), and the tenth power of a rounded x is not that of x (Filip).

${(["univariate", "linear", "anova"] as const)
  .map(
    (kind) => `## ${TITLES[kind]}

| set | values | fewest digits | of | fewest in R | of |
|---|---:|---:|---|---:|---|
${rows(lines, kind).join("\n")}
`,
  )
  .join("\n")}
## Every value

| set | value | digits | in R |
|---|---|---:|---:|
${lines.map(({ set, value, ours, r: theirs }) => `| ${set} | ${value} | ${ours.toFixed(1)} | ${theirs === null ? "" : theirs.toFixed(1)} |`).join("\n")}
`;
