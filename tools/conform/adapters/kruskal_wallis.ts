import { kruskalWallis } from "../../../src/stats/ranks/kruskal-wallis.ts";

export default function adapter({ groups }: { groups: number[][] }): unknown {
  const { statistic, df, pValue, epsilonSquared } = kruskalWallis(groups);
  return { h: statistic, df, p: pValue, epsilon2: epsilonSquared };
}
