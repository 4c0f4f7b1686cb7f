/** Every statistical method: plain functions from numbers to plain objects. */
export * from "./bayes/index.ts";
export * from "./censored/index.ts";
export * from "./agreement/index.ts";
export * from "./contingency/index.ts";
export * from "./correlation/index.ts";
export * from "./describe/index.ts";
export * from "./equivalence/index.ts";
export * from "./exact/index.ts";
export * from "./location/index.ts";
export * from "./multiplicity/index.ts";
export * from "./normality/index.ts";
export * from "./proportions/index.ts";
export * from "./ranks/index.ts";
export * from "./regression/index.ts";
export * from "./strata/index.ts";
export * from "./resampling/index.ts";
export * from "./two-by-two/index.ts";
export { type Method, methodById, METHODS } from "./registry.ts";
