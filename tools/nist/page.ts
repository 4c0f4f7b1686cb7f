import { type Kind, STARTS } from "./read.ts";

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

/** What a nonlinear set must reach from either start. */
export const WANTED_NONLINEAR_DIGITS = 6;

export const fallsShort = ({ kind, ours, r }: Line): boolean =>
  kind === "nonlinear"
    ? ours < WANTED_NONLINEAR_DIGITS
    : r !== null && r >= WANTED_DIGITS && ours < WANTED_DIGITS;

const TITLES: Readonly<Record<Kind, string>> = {
  univariate: "Univariate: mean, standard deviation, autocorrelation",
  linear: "Linear regression",
  anova: "One-way analysis of variance",
  nonlinear: "Nonlinear regression",
};

const worstOf = (lines: readonly Line[]): Line => lines.reduce((a, b) => (b.ours < a.ours ? b : a));

/** One row a set: its worst value from each start. */
function nonlinearRows(lines: readonly Line[]): string[] {
  const own = lines.filter((line) => line.kind === "nonlinear");
  return [...new Set(own.map(({ set }) => set))].map((set) => {
    const worst = STARTS.map((start) =>
      worstOf(own.filter((line) => line.set === set && line.value.endsWith(`, ${start}`))),
    );
    const cells = worst.flatMap(({ ours, value }) => [ours.toFixed(1), value.replace(/, start \d$/, "")]);
    return `| ${[set, own.filter((line) => line.set === set).length, ...cells].join(" | ")} |`;
  });
}

/** One row a set, its worst value by name; `r` as R's script left it. */
function rows(lines: readonly Line[], kind: Kind): string[] {
  const names = [...new Set(lines.filter((line) => line.kind === kind).map(({ set }) => set))];
  return names.map((set) => {
    const own = lines.filter((line) => line.set === set);
    const worst = worstOf(own);
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
## ${TITLES.nonlinear}

Certified values are printed to 11 digits. From both of NIST's starting values, 5,000 steps at most; a fit that has not converged counts 0 digits. The
residuals of Lanczos1 are 1e-13 of its data: its model is evaluated in pairs of doubles, its parameters and the search are in doubles.

| set | values | fewest digits, start 1 | of | fewest digits, start 2 | of |
|---|---:|---:|---|---:|---|
${nonlinearRows(lines).join("\n")}

## Every value

| set | value | digits | in R |
|---|---|---:|---:|
${lines.map(({ set, value, ours, r: theirs }) => `| ${set} | ${value} | ${ours.toFixed(1)} | ${theirs === null ? "" : theirs.toFixed(1)} |`).join("\n")}
`;
