import { dunn } from "../../../src/stats/ranks/dunn.ts";

export default function adapter({ groups }: { groups: number[][] }): unknown {
  const { pairs } = dunn(groups);
  return {
    i: pairs.map((pair) => pair.first + 1),
    j: pairs.map((pair) => pair.second + 1),
    z: pairs.map((pair) => pair.z),
    p: pairs.map((pair) => pair.pValue),
    p_bonferroni: pairs.map((pair) => pair.bonferroni),
    p_holm: pairs.map((pair) => pair.holm),
    p_BH: pairs.map((pair) => pair.benjaminiHochberg),
  };
}
