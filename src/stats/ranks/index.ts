export { dunn } from "./dunn.ts";
export { friedman } from "./friedman.ts";
export { hodgesLehmann } from "./hodges-lehmann.ts";
export { jonckheereTerpstra } from "./jonckheere.ts";
export { kruskalWallis } from "./kruskal-wallis.ts";
export { mannWhitney } from "./mann-whitney.ts";
export { probabilityOfSuperiority } from "./probability-of-superiority.ts";
export { wilcoxonSignedRank } from "./wilcoxon-signed-rank.ts";
