export { andersonDarlingNormality } from "./anderson-darling.ts";
export { cramerVonMisesNormality } from "./cramer-von-mises.ts";
export { lilliefors } from "./lilliefors.ts";
export { shapiroWilk } from "./shapiro-wilk.ts";
