import { cohenKappa } from "../../../src/stats/agreement/cohen-kappa.ts";
import type { CountTable } from "../../../src/stats/contingency/table.ts";

export default function cohenKappaCase({ table }: { table: CountTable }): object {
  const r = cohenKappa(table, { weights: "unweighted", confidence: 0.95 });
  return { kappa: r.kappa, se: r.standardError, po: r.observedAgreement, pe: r.expectedAgreement };
}
