import * as beta from "../../../src/distributions/beta.ts";
import * as binomial from "../../../src/distributions/binomial.ts";
import * as chiSquare from "../../../src/distributions/chi-square.ts";
import * as f from "../../../src/distributions/f.ts";
import * as gamma from "../../../src/distributions/gamma.ts";
import * as hypergeometric from "../../../src/distributions/hypergeometric.ts";
import * as normal from "../../../src/distributions/normal.ts";
import * as poisson from "../../../src/distributions/poisson.ts";
import * as studentizedRange from "../../../src/distributions/studentized-range.ts";
import * as t from "../../../src/distributions/student-t.ts";
import { digamma, logBeta, logChoose, logFactorial, logGamma, trigamma } from "../../../src/num/gamma.ts";

interface Input {
  distribution: string;
  of: string;
  tail: "lower" | "upper";
  log: boolean;
  args: Record<string, number>;
}

/** The functions every family shares, whatever its parameters are called. */
interface Family<D> {
  density?: (d: D, x: number) => number;
  logDensity?: (d: D, x: number) => number;
  cdf: (d: D, x: number) => number;
  sf: (d: D, x: number) => number;
  logCdf: (d: D, x: number) => number;
  logSf: (d: D, x: number) => number;
  quantile: (d: D, p: number) => number;
  upperQuantile: (d: D, q: number) => number;
}

const special: Record<string, (args: Record<string, number>) => number> = {
  lgamma: ({ x }) => logGamma(x!),
  digamma: ({ x }) => digamma(x!),
  trigamma: ({ x }) => trigamma(x!),
  lbeta: ({ a, b }) => logBeta(a!, b!),
  lchoose: ({ n, k }) => logChoose(n!, k!),
  lfactorial: ({ n, x }) => logFactorial(n ?? x!),
};

function value<D>(family: Family<D>, d: D, { of, tail, log, args }: Input): number {
  const upper = tail === "upper";
  if (of === "density") return (log ? family.logDensity : family.density)!(d, args["x"]!);
  if (of === "quantile") return (upper ? family.upperQuantile : family.quantile)(d, args["p"]!);
  const tails = upper ? [family.sf, family.logSf] : [family.cdf, family.logCdf];
  return tails[log ? 1 : 0]!(d, args["x"]!);
}

// The reference files name the parameters as the library does.
function answer(input: Input): number {
  const d = input.args as never;
  switch (input.distribution) {
    case "special":
      return special[input.of]!(input.args);
    case "beta":
      return value(beta, d, input);
    case "binomial":
      return value(binomial, d, input);
    case "chi-square":
      return value(chiSquare, d, input);
    case "f":
      return value(f, d, input);
    case "gamma":
      return value(gamma, { shape: input.args["shape"]!, rate: input.args["rate"] ?? 1 }, input);
    case "hypergeometric":
      return value(hypergeometric, d, input);
    case "normal":
      return value(normal, d, input);
    case "poisson":
      return value(poisson, d, input);
    case "studentized-range":
      return value(studentizedRange, d, input);
    case "t":
      return value(t, d, input);
    default:
      throw new Error(`no distribution ${input.distribution}`);
  }
}

export default function (input: Input) {
  return { value: answer(input) };
}
