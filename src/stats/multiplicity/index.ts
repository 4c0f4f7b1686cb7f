export { type AdjustmentMethod, adjustPValues } from "./adjust-p-values.ts";
export { westfallYoung, westfallYoungJob, type WestfallYoungOptions } from "./westfall-young.ts";
