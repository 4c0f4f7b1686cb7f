export { cohenKappa, type CohenKappa, type CohenKappaOptions, type KappaWeights } from "./cohen-kappa.ts";
