export type { CensoredSample, IntervalSample } from "./censored-sample.ts";
