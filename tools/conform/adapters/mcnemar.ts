import type { Table2x2 } from "../../../src/stats/contingency/table.ts";
import { mcNemar } from "../../../src/stats/two-by-two/mcnemar.ts";

export default function mcNemarCase({ table }: { table: Table2x2 }): object {
  const r = mcNemar(table);
  return {
    x2: r.chiSquare,
    p: r.pValue,
    x2_cc: r.correctedChiSquare,
    p_cc: r.correctedPValue,
    p_exact: r.exactPValue,
    p_midp: r.midPValue,
  };
}
