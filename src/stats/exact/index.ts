export { barnardExact } from "./barnard.ts";
export { boschlooExact } from "./boschloo.ts";
export { exactOddsRatio } from "./exact-odds-ratio.ts";
export { exactRiskDifference } from "./exact-risk-difference.ts";
export { exactRiskRatio } from "./exact-risk-ratio.ts";
export { fisherExact } from "./fisher.ts";
export { fisherFreemanHaltonMonteCarlo } from "./fisher-freeman-halton-monte-carlo.ts";
export { fisherFreemanHalton } from "./fisher-freeman-halton.ts";
