import { readdirSync } from "node:fs";
import { InputError } from "../../../src/core/issues/issue.ts";
import { chiSquareTest } from "../../../src/stats/contingency/chi-square.ts";
import { cochranArmitage } from "../../../src/stats/contingency/cochran-armitage.ts";
import type { Table2x2 } from "../../../src/stats/contingency/table.ts";
import { pearsonCorrelation } from "../../../src/stats/correlation/pearson.ts";
import { fisherExact } from "../../../src/stats/exact/fisher.ts";
import { welchT } from "../../../src/stats/location/welch-t.ts";
import { wilsonInterval } from "../../../src/stats/proportions/wilson.ts";
import { kruskalWallis } from "../../../src/stats/ranks/kruskal-wallis.ts";
import { wilcoxonSignedRank } from "../../../src/stats/ranks/wilcoxon-signed-rank.ts";
import { shapiroWilk } from "../../../src/stats/normality/shapiro-wilk.ts";
import { mannWhitney } from "../../../src/stats/ranks/mann-whitney.ts";
import { mcNemar } from "../../../src/stats/two-by-two/mcnemar.ts";
import { newcombeRiskDifference } from "../../../src/stats/two-by-two/newcombe-risk-difference.ts";

interface Input {
  readonly target: string;
  readonly groups: readonly (readonly number[])[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly table: Table2x2;
  readonly n: number;
  readonly conf: number;
  readonly events: readonly number[];
  readonly totals: readonly number[];
  readonly scores: readonly number[];
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
}

const test = { alternative: "two-sided", confidence: 0.95 } as const;

/** The p-value or estimate a method is asked for; null where it says it has none. */
const targets: Readonly<Record<string, (input: Input) => number | null>> = {
  kruskal_wallis: ({ groups }) => kruskalWallis(groups).pValue,
  shapiro_wilk: ({ x }) => shapiroWilk(x).pValue,
  wilcoxon_signed_rank: ({ x, y }) => wilcoxonSignedRank(x, y, { ...test, zeros: "drop" }).pValue,
  wilcoxon_rank_sum: ({ x, y }) => mannWhitney(x, y, test).pValue,
  t_test: ({ x, y }) => welchT(x, y, test).pValue,
  correlation: ({ x, y }) => pearsonCorrelation(x, y, test).pValue,
  binom_ci: ({ x, n, conf }) => wilsonInterval(x as unknown as number, n, { confidence: conf }).estimate,
  fisher_2x2: ({ table }) => fisherExact(table, test).pValue,
  chisq_2x2: ({ table }) => chiSquareTest(table).pValue,
  chisq_rxc: ({ table }) => chiSquareTest(table).pValue,
  mcnemar: ({ table }) => mcNemar(table).pValue,
  cochran_armitage: ({ events, totals, scores }) => cochranArmitage(events, totals, { scores }).pValue,
  risk_effects_2x2: ({ x1, n1, x2, n2 }) => newcombeRiskDifference(x1, n1, x2, n2, test).estimate,
};

type Adapter = (input: Input) => unknown;

/** The other adapters: a target without an entry above is asked for what its own adapter gives. */
const sisters = new Map<string, Adapter>();
for (const name of readdirSync(new URL("./", import.meta.url)).sort())
  if (name.endsWith(".ts") && name !== "undefined_inputs.ts") {
    const module = (await import(new URL(name, import.meta.url).href)) as { readonly default: Adapter };
    sisters.set(name.slice(0, -3), module.default);
  }

/** What an answer is about, the first of these that it has; an answer without any counts as a whole. */
const HEADLINES = ["p", "pValue", "estimate", "kappa", "coef", "mean"] as const;

function holdsNumber(value: unknown): boolean {
  if (typeof value === "number") return !Number.isNaN(value);
  if (Array.isArray(value)) return value.some(holdsNumber);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNumber);
}

function hasHeadline(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return holdsNumber(answer);
  const members = answer as Readonly<Record<string, unknown>>;
  const headline = HEADLINES.find((name) => name in members);
  return holdsNumber(headline === undefined ? answer : members[headline]);
}

/** Defined is false where the library refuses with a reason, or answers null with one. */
export default function undefinedInputs(input: Input): object {
  const target = targets[input.target];
  const sister = sisters.get(input.target);
  if (target === undefined && sister === undefined) return { defined: `no target ${input.target}` };
  try {
    return { defined: target === undefined ? hasHeadline(sister!(input)) : target(input) !== null };
  } catch (problem) {
    if (problem instanceof InputError) return { defined: false };
    throw problem;
  }
}
