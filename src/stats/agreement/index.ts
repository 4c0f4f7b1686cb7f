export { cohenKappa } from "./cohen-kappa.ts";
