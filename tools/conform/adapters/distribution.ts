import {
  beta,
  binomial,
  chiSquare,
  f,
  fisherNoncentralHypergeometric,
  gamma,
  hypergeometric,
  kolmogorov,
  logistic,
  lognormal,
  negativeBinomial,
  normal,
  poisson,
  rankSum,
  signedRank,
  studentizedRange,
  studentsT,
  weibull,
} from "../../../src/distributions/index.ts";
import { digamma, logBeta, logChoose, logFactorial, logGamma, trigamma } from "../../../src/num/gamma.ts";

type Args = Readonly<Record<string, number>>;

interface Input {
  readonly distribution: string;
  readonly of: string;
  readonly tail?: "lower" | "upper";
  readonly log?: boolean;
  readonly args: Args;
}

/** The functions every family shares, whatever its parameters are called. */
interface Family<D> {
  readonly density: (d: D, x: number) => number;
  readonly logDensity: (d: D, x: number) => number;
  readonly cdf: (d: D, x: number) => number;
  readonly sf: (d: D, x: number) => number;
  readonly logCdf: (d: D, x: number) => number;
  readonly logSf: (d: D, x: number) => number;
  readonly quantile: (d: D, p: number) => number;
  readonly upperQuantile: (d: D, q: number) => number;
  readonly quantileOfLog: (d: D, logP: number) => number;
  readonly upperQuantileOfLog: (d: D, logQ: number) => number;
}

type Asked = (input: Input) => number;

function asked<D>(family: Family<D>, parameters: (args: Args) => D): Asked {
  return ({ of, tail = "lower", log = false, args }) => {
    const d = parameters(args);
    const upper = tail === "upper";
    if (of === "density") return (log ? family.logDensity : family.density)(d, args["x"]!);
    if (of === "quantile") {
      const [plain, ofLog] = upper
        ? [family.upperQuantile, family.upperQuantileOfLog]
        : [family.quantile, family.quantileOfLog];
      return (log ? ofLog : plain)(d, args["p"]!);
    }
    const [plain, ofLog] = upper ? [family.sf, family.logSf] : [family.cdf, family.logCdf];
    return (log ? ofLog : plain)(d, args["x"]!);
  };
}

/** The first of several names that the case gives: the library's own, or that of R. */
const named = (args: Args, names: readonly string[], otherwise?: number): number => {
  const name = names.find((each) => args[each] !== undefined);
  const value = name === undefined ? otherwise : args[name];
  if (value === undefined) throw new Error(`none of ${names.join(", ")} is given`);
  return value;
};

/** Kolmogorov's distribution has no parameters. */
const withoutParameters = (f: (x: number) => number) => (_: null, x: number) => f(x);

const families: Readonly<Record<string, Asked>> = {
  beta: asked(beta, (a) => ({
    shape1: named(a, ["shape1", "a"]),
    shape2: named(a, ["shape2", "b"]),
  })),
  binomial: asked(binomial, (a) => ({
    n: named(a, ["n", "size"]),
    probability: named(a, ["probability", "prob", "p"]),
  })),
  "chi-square": asked(chiSquare, (a) => ({ df: named(a, ["df"]) })),
  exponential: asked(gamma, (a) => ({ shape: 1, rate: named(a, ["rate"], 1) })),
  f: asked(f, (a) => ({ df1: named(a, ["df1"]), df2: named(a, ["df2"]) })),
  gamma: asked(gamma, (a) => ({ shape: named(a, ["shape"]), rate: named(a, ["rate"], 1) })),
  hypergeometric: asked(hypergeometric, (a) => ({
    white: named(a, ["white", "m"]),
    black: named(a, ["black", "n"]),
    drawn: named(a, ["drawn", "k"]),
  })),
  kolmogorov: asked(
    {
      density: withoutParameters(kolmogorov.density),
      logDensity: withoutParameters(kolmogorov.logDensity),
      cdf: withoutParameters(kolmogorov.cdf),
      sf: withoutParameters(kolmogorov.sf),
      logCdf: withoutParameters(kolmogorov.logCdf),
      logSf: withoutParameters(kolmogorov.logSf),
      quantile: withoutParameters(kolmogorov.quantile),
      upperQuantile: withoutParameters(kolmogorov.upperQuantile),
      quantileOfLog: withoutParameters(kolmogorov.quantileOfLog),
      upperQuantileOfLog: withoutParameters(kolmogorov.upperQuantileOfLog),
    },
    () => null,
  ),
  logistic: asked(logistic, (a) => ({
    location: named(a, ["location"], 0),
    scale: named(a, ["scale"], 1),
  })),
  lognormal: asked(lognormal, (a) => ({
    meanLog: named(a, ["meanLog", "meanlog"], 0),
    sdLog: named(a, ["sdLog", "sdlog"], 1),
  })),
  "negative-binomial": asked(negativeBinomial, (a) => ({
    size: named(a, ["size"]),
    probability: named(a, ["probability", "prob"]),
  })),
  "noncentral-hypergeometric": asked(fisherNoncentralHypergeometric, (a) => ({
    draws: named(a, ["draws", "drawn"]),
    successes: named(a, ["successes", "white"]),
    failures: named(a, ["failures", "black"]),
    oddsRatio: named(a, ["oddsRatio", "odds", "odds_ratio"], 1),
  })),
  normal: asked(normal, (a) => ({ mean: named(a, ["mean"], 0), sd: named(a, ["sd"], 1) })),
  poisson: asked(poisson, (a) => ({ mean: named(a, ["mean", "lambda"]) })),
  "rank-sum": asked(rankSum, (a) => ({
    chosen: named(a, ["chosen", "m"]),
    counts: Array.from({ length: named(a, ["chosen", "m"]) + named(a, ["others", "n"]) }, () => 1),
  })),
  "signed-rank": asked(signedRank, (a) => ({
    ranks: Array.from({ length: named(a, ["n"]) }, (_, i) => i + 1),
  })),
  "studentized-range": asked(studentizedRange, (a) => ({
    groups: named(a, ["groups", "nmeans"]),
    df: named(a, ["df"]),
  })),
  t: asked(studentsT, (a) => ({ df: named(a, ["df"]) })),
  weibull: asked(weibull, (a) => ({ shape: named(a, ["shape"]), scale: named(a, ["scale"], 1) })),
};

/** What R calls them, after its d, p and q. */
const rNames: Readonly<Record<string, string>> = {
  binom: "binomial",
  chisq: "chi-square",
  chi2: "chi-square",
  exp: "exponential",
  hyper: "hypergeometric",
  "fisher-noncentral-hypergeometric": "noncentral-hypergeometric",
  lnorm: "lognormal",
  logis: "logistic",
  nbinom: "negative-binomial",
  norm: "normal",
  pois: "poisson",
  signrank: "signed-rank",
  wilcox: "rank-sum",
  "student-t": "t",
  tukey: "studentized-range",
};

const special: Readonly<Record<string, (args: Args) => number>> = {
  lgamma: ({ x }) => logGamma(x!),
  digamma: ({ x }) => digamma(x!),
  trigamma: ({ x }) => trigamma(x!),
  lbeta: ({ a, b }) => logBeta(a!, b!),
  lchoose: ({ n, k }) => logChoose(n!, k!),
  lfactorial: ({ n, x }) => logFactorial(n ?? x!),
};

export default function (input: Input) {
  if (input.distribution === "special") return { value: special[input.of]!(input.args) };
  const family = families[rNames[input.distribution] ?? input.distribution];
  if (family === undefined) throw new Error(`no distribution ${input.distribution}`);
  return { value: family(input) };
}
