import { fisherFreemanHalton } from "../../../src/stats/exact/fisher-freeman-halton.ts";

export default function fisherRxc({ table }: { table: number[][] }): object {
  return { p: fisherFreemanHalton(table, { seed: 1 }).pValue };
}
