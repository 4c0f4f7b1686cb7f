export {
  brunnerMunzelPermutation,
  brunnerMunzelPermutationJob,
  type BrunnerMunzelPermutationOptions,
  type BrunnerMunzelPermutationResult,
} from "./brunner-munzel-permutation.ts";
export { dunn, type DunnPair, type DunnResult } from "./dunn.ts";
export { friedman, type FriedmanResult } from "./friedman.ts";
export { hodgesLehmann, type HodgesLehmannOptions, type HodgesLehmannResult } from "./hodges-lehmann.ts";
export {
  type JonckheereOptions,
  type JonckheereResult,
  jonckheereTerpstra,
  type JonckheereTails,
} from "./jonckheere.ts";
export { kruskalWallis, type KruskalWallisOptions, type KruskalWallisResult } from "./kruskal-wallis.ts";
export { mannWhitney, type MannWhitneyOptions, type MannWhitneyResult } from "./mann-whitney.ts";
export {
  probabilityOfSuperiority,
  type ProbabilityOfSuperiorityResult,
} from "./probability-of-superiority.ts";
export {
  type SignedRankOptions,
  type SignedRankResult,
  wilcoxonSignedRank,
  type ZeroRule,
} from "./wilcoxon-signed-rank.ts";
export type { SignedTails } from "./exact-signed-rank.ts";
