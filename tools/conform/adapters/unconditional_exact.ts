import { barnardExact } from "../../../src/stats/exact/barnard.ts";
import { boschlooExact } from "../../../src/stats/exact/boschloo.ts";
import type { Alternative } from "../../../src/stats/describe/options.ts";

interface Input {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
}

export default function unconditionalExact({ x1, n1, x2, n2 }: Input): object {
  const table = [
    [x1, n1 - x1],
    [x2, n2 - x2],
  ] as const;
  const boschloo = (alternative: Alternative): number => boschlooExact(table, { alternative }).pValue;
  const barnard = (statistic: "z-pooled" | "z-unpooled", alternative: Alternative): number =>
    barnardExact(table, { statistic, alternative }).pValue;
  return {
    boschloo_two_sided: boschloo("two-sided"),
    boschloo_greater: boschloo("greater"),
    boschloo_less: boschloo("less"),
    z_pooled_two_sided: barnard("z-pooled", "two-sided"),
    z_pooled_greater: barnard("z-pooled", "greater"),
    z_pooled_less: barnard("z-pooled", "less"),
    z_unpooled_two_sided: barnard("z-unpooled", "two-sided"),
    z_unpooled_greater: barnard("z-unpooled", "greater"),
    z_unpooled_less: barnard("z-unpooled", "less"),
  };
}
