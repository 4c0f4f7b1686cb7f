export { barnardExact } from "./barnard.ts";
export { boschlooExact } from "./boschloo.ts";
export { fisherExact } from "./fisher.ts";
export { fisherFreemanHaltonMonteCarlo } from "./fisher-freeman-halton-monte-carlo.ts";
export { fisherFreemanHalton } from "./fisher-freeman-halton.ts";
