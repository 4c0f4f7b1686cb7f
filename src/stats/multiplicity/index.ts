export { type AdjustmentMethod, adjustPValues } from "./adjust-p-values.ts";
