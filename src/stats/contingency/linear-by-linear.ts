import { lengthMismatch, noVariation, notFinite } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import * as chiSquareDistribution from "../../distributions/chi-square.ts";
import { exactAssociation } from "./exact-linear-by-linear.ts";
import { unitScores } from "./score-lattice.ts";
import { checkTable, type CountTable, margins } from "./table.ts";

export interface LinearByLinearOptions {
  readonly rowScores: readonly number[];
  readonly columnScores: readonly number[];
  /** false: leave out the exact p-values, which can take 2 s; computed where not given. */
  readonly exact?: boolean;
}

const LEFT_OUT = {
  exactPValue: null,
  exactIncreasing: null,
  exactDecreasing: null,
  logExactPValue: null,
  exactReason: "not asked for",
} as const;

export interface LinearByLinear {
  readonly method: "linear-by-linear";
  /** Correlation of the scores over subjects. */
  readonly correlation: number;
  /** sqrt(n - 1) x correlation */
  readonly z: number;
  readonly statistic: number;
  readonly df: 1;
  /** Asymptotic, two-sided. */
  readonly pValue: number;
  readonly logPValue: number;
  /** P(sum of products of scores at least as far from its expectation), given both margins; null when not computed. */
  readonly exactPValue: number | null;
  readonly exactIncreasing: number | null;
  readonly exactDecreasing: number | null;
  readonly logExactPValue: number | null;
  readonly exactReason: string | null;
  readonly rowScores: readonly number[];
  readonly columnScores: readonly number[];
  readonly n: number;
}

/**
 * Linear-by-linear association (Mantel's) test that the scores of rows and columns of a table are uncorrelated.
 * With two columns it is the Cochran-Armitage test with the factor (N - 1)/N. The exact p-values condition on both
 * margins. Categories without a subject contribute nothing.
 *
 * Source: Mantel 1963, J Am Stat Assoc 58:690-700; Agresti, Categorical Data Analysis, 3rd ed., sec. 3.4.1.
 * Reference: R coin lbl_test(distribution = "asymptotic").
 * Accuracy as measured: relative error below 1e-13, of the exact p-values below 1e-12 (whole-number enumeration). Cost:
 * linear in the cells; exact: with two rows or columns as Cochran-Armitage, 3 x 3 of 49 subjects 30 ms and of 139 0.2 s,
 * 4 x 4 of 60 0.4 s; past 1e8 additions (2 s) the exact p-values are null, with the reason.
 *
 * @throws InputError - lists bad cells, scores that do not fit, are not finite or do not vary over the subjects
 * @example linearByLinear([[1, 19], [3, 17], [5, 15], [9, 11]], { rowScores: [0, 1, 2, 5], columnScores: [1, 0] }).z // 3.128744556322...
 */
export function linearByLinear(
  table: CountTable,
  { rowScores, columnScores, exact = true }: LinearByLinearOptions,
): LinearByLinear {
  refuse(check(table, rowScores, columnScores));
  const { rows, columns, n } = margins(table);
  const u = centred(unitScores(rowScores), rows, n);
  const v = centred(unitScores(columnScores), columns, n);
  const product = sum(
    table.map((row, i) => (u[i] as number) * sum(row.map((count, j) => count * (v[j] as number)))),
  );
  const spread =
    Math.sqrt(sum(rows.map((total, i) => total * (u[i] as number) ** 2))) *
    Math.sqrt(sum(columns.map((total, j) => total * (v[j] as number) ** 2)));
  const correlation = Math.max(-1, Math.min(1, product / spread));
  const statistic = (n - 1) * correlation * correlation;
  const z = Math.sqrt(n - 1) * correlation;
  const [usedRows, usedColumns] = [occupied(rows), occupied(columns)];
  return {
    method: "linear-by-linear",
    correlation,
    z,
    statistic,
    df: 1,
    pValue: chiSquareDistribution.sf({ df: 1 }, statistic),
    logPValue: chiSquareDistribution.logSf({ df: 1 }, statistic),
    ...(exact
      ? exactAssociation(
          usedRows.map((i) => usedColumns.map((j) => table[i]?.[j] as number)),
          usedRows.map((i) => rowScores[i] as number),
          usedColumns.map((j) => columnScores[j] as number),
          z,
        )
      : LEFT_OUT),
    rowScores,
    columnScores,
    n,
  };
}

const occupied = (totals: readonly number[]): number[] =>
  totals.flatMap((total, i) => (total > 0 ? [i] : []));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function centred(scores: readonly number[], totals: readonly number[], n: number): number[] {
  const mean = sum(scores.map((score, i) => score * (totals[i] as number))) / n;
  return scores.map((score) => score - mean);
}

function check(table: CountTable, rowScores: readonly number[], columnScores: readonly number[]): Issue[] {
  const issues = [
    ...checkTable(table, "the correlation of scores").filter(({ code }) => code !== "empty-margin"),
    ...checkScoresOf("rowScores", rowScores, table.length),
    ...checkScoresOf("columnScores", columnScores, table[0]?.length ?? 0),
  ];
  if (issues.length > 0) return issues;
  const { rows, columns } = margins(table);
  const varies = (path: string, scores: readonly number[], totals: readonly number[]): Issue[] =>
    new Set(occupied(totals).map((i) => scores[i])).size < 2
      ? [noVariation(path, "scores of categories with subjects")]
      : [];
  return [...varies("rowScores", rowScores, rows), ...varies("columnScores", columnScores, columns)];
}

function checkScoresOf(path: string, scores: readonly number[], length: number): Issue[] {
  if (scores.length !== length) return [lengthMismatch(path, length, scores.length)];
  const values = scores.flatMap((score, i) =>
    Number.isFinite(score) ? [] : [notFinite(`${path}[${i}]`, score)],
  );
  if (values.length > 0) return values;
  return new Set(scores).size < 2 ? [noVariation(path, "scores")] : [];
}
