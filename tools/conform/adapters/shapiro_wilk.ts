import { shapiroWilk } from "../../../src/stats/normality/shapiro-wilk.ts";

export default function adapter({ x }: { x: number[] }): unknown {
  const { statistic, pValue } = shapiroWilk(x);
  return { W: statistic, p: pValue };
}
