import { friedman } from "../../../src/stats/ranks/friedman.ts";

export default function adapter({ blocks_by_treatment }: { blocks_by_treatment: number[][] }): unknown {
  const { statistic, df, pValue } = friedman(blocks_by_treatment);
  return { x2: statistic, df, p: pValue };
}
