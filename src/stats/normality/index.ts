export { andersonDarlingNormality, type AndersonDarlingResult } from "./anderson-darling.ts";
export { cramerVonMisesNormality, type CramerVonMisesResult } from "./cramer-von-mises.ts";
export { lilliefors, type LillieforsResult } from "./lilliefors.ts";
export { shapiroWilk, type ShapiroWilkResult } from "./shapiro-wilk.ts";
