export { type AdjustedPValues, type AdjustmentMethod, adjustPValues } from "./adjust-p-values.ts";
export {
  westfallYoung,
  type WestfallYoungEndpoint,
  westfallYoungJob,
  type WestfallYoungOptions,
  type WestfallYoungPart,
  type WestfallYoungResult,
} from "./westfall-young.ts";
export type { TwoGroupStatistic } from "./arrangement-evidence.ts";
