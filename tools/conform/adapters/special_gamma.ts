import { digamma, logGamma, trigamma } from "../../../src/num/gamma.ts";

export default function ({ x }: { x: number }) {
  return { lgamma: logGamma(x), digamma: digamma(x), trigamma: trigamma(x) };
}
