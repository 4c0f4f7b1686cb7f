/** Reads a file of NIST's Statistical Reference Datasets: certified values and data. */

import { fromDecimal } from "./pair-functions.ts";
import type { NonlinearData } from "./nonlinear.ts";

export type Kind = "univariate" | "linear" | "anova" | "nonlinear";

export interface DataSet {
  readonly name: string;
  readonly kind: Kind;
  /** By the name of what is certified, in the order of the file. */
  readonly certified: ReadonlyMap<string, number>;
  readonly rows: readonly (readonly number[])[];
  /** Of a nonlinear set: its model, its data to the last decimal, and its two starting values. */
  readonly nonlinear?: NonlinearData & { readonly starts: readonly (readonly number[])[] };
}

const NUMBER = String.raw`[-+]?(?:\d|\.\d)[\d.]*(?:[eE][-+]?\d+)?`;
const numbersIn = (text: string): number[] =>
  (text.match(new RegExp(`(?<![\\w.])${NUMBER}`, "g")) ?? []).map(Number);

/** Null for what is not a univariate, linear, nonlinear or one-way analysis-of-variance set. */
export function readDataSet(name: string, text: string): DataSet | null {
  const lines = text.split(/\r?\n/);
  const start = lines.findLastIndex((line) => line.startsWith("Data:"));
  if (start < 0) return null;
  const head = lines.slice(0, start).join("\n");
  const data = lines.slice(start + 1).filter((line) => /^[\s\d.eE+-]*\d[\s\d.eE+-]*$/.test(line));
  const rows = data.map((line) => numbersIn(line));
  const kind = kindOf(head);
  if (kind === null) return null;
  // Where the fit is perfect F is printed as "Infinity": there is no digit to compare.
  const certified = new Map([...CERTIFIED[kind](head)].filter(([, value]) => !Number.isNaN(value)));
  if (kind !== "nonlinear") return { name, kind, certified, rows };
  const exact = data.map((line) => line.trim().split(/\s+/).map(fromDecimal));
  const parameters = parametersIn(head);
  return {
    name,
    kind,
    certified,
    rows,
    nonlinear: {
      model: modelIn(lines),
      y: exact.map(([y]) => y!),
      x: exact.map(([, ...x]) => x),
      starts: STARTS.map((_, which) => parameters.map((row) => row[which]!)),
    },
  };
}

/** As docs/nist.md calls them. */
export const STARTS = ["start 1", "start 2"] as const;

/** Both starts, the certified value and its standard error, of each parameter. */
const parametersIn = (head: string): readonly number[][] =>
  [...head.matchAll(/^\s+b\d+ =\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$/gm)].map((match) =>
    match.slice(1).map(Number),
  );

/** The equation under "Model:", over as many lines as it takes to reach its error. */
function modelIn(lines: readonly string[]): string {
  const from = lines.findIndex(
    (line, i) => i > lines.indexOf("Model:") && /^\s+(?:y|log\[y\])\s*=/.test(line),
  );
  const to = lines.findIndex((line, i) => i >= from && /\+\s*e\s*$/.test(line));
  return lines.slice(from, to + 1).join(" ");
}

function kindOf(head: string): Kind | null {
  if (/Univariate|summary statistic/i.test(head)) return "univariate";
  if (/1 Factor/.test(head)) return "anova";
  if (/Procedure:\s+Nonlinear Least Squares/.test(head)) return "nonlinear";
  return /Procedure:\s+Linear Least Squares/.test(head) ? "linear" : null;
}

const CERTIFIED: Readonly<Record<Kind, (head: string) => ReadonlyMap<string, number>>> = {
  univariate: (head) =>
    new Map([
      ["mean", after(head, "Sample Mean[^:]*:")],
      ["standard deviation", after(head, "Sample Standard Deviation[^:]*:")],
      ["autocorrelation", after(head, "Sample Autocorrelation Coefficient[^:]*:")],
    ]),
  linear: (head) => {
    const parameters = [...head.matchAll(/^\s+(B\d+)\s+(\S+)\s+(\S+)\s*$/gm)];
    return new Map([
      ...parameters.map(([, b, estimate]): [string, number] => [b!, Number(estimate)]),
      ...parameters.map(([, b, , error]): [string, number] => [`standard error of ${b!}`, Number(error)]),
      ["residual standard deviation", after(head, String.raw`Residual\s+Standard Deviation`)],
      ["R squared", after(head, "R-Squared")],
      ...varianceTable(head, /^Regression(.*)$/m, /^Residual(.*)$/m, "regression", "residual"),
    ]);
  },
  nonlinear: (head) => {
    const parameters = parametersIn(head);
    const values: [string, number][] = [
      ...parameters.map(([, , value], k): [string, number] => [`b${k + 1}`, value!]),
      ...parameters.map(([, , , error], k): [string, number] => [`standard error of b${k + 1}`, error!]),
      ["residual sum of squares", after(head, "Residual Sum of Squares:")],
      ["residual standard deviation", after(head, "Residual Standard Deviation:")],
    ];
    return new Map(
      STARTS.flatMap((start) =>
        values.map(([name, value]): [string, number] => [`${name}, ${start}`, value]),
      ),
    );
  },
  anova: (head) =>
    new Map([
      ...varianceTable(head, /^Between \w+(.*)$/m, /^Within \w+(.*)$/m, "between", "within"),
      ["R squared", after(head, "Certified R-Squared")],
      ["residual standard deviation", after(head, String.raw`Certified Residual\s+Standard Deviation`)],
    ]),
};

function after(head: string, label: string): number {
  const found = new RegExp(`${label}\\s*(${NUMBER})`).exec(head);
  return found === null ? Number.NaN : Number(found[1]);
}

function varianceTable(
  head: string,
  first: RegExp,
  second: RegExp,
  between: string,
  within: string,
): readonly [string, number][] {
  const [, squares1, mean1, f] = numbersIn(first.exec(head)?.[1] ?? "");
  const [, squares2, mean2] = numbersIn(second.exec(head)?.[1] ?? "");
  return [
    [`sum of squares ${between}`, squares1 ?? Number.NaN],
    [`mean square ${between}`, mean1 ?? Number.NaN],
    [`sum of squares ${within}`, squares2 ?? Number.NaN],
    [`mean square ${within}`, mean2 ?? Number.NaN],
    ["F", f ?? Number.NaN],
  ];
}
