/** Maximum of the likelihood of one sample, or why there is none. */
import { type Maximum, maximise, TIGHT } from "../regression/maximise.ts";
import { overlapOfCensored, pinnedByExact, scaleVanishes } from "./existence.ts";
import { gammaSample } from "./gamma-sample.ts";
import { BELOW, type Observations } from "./location-scale.ts";
import { locationScaleSample } from "./location-scale-sample.ts";
import { FAMILIES, type Outcomes } from "./outcome.ts";
import type { SampleDistribution } from "./sample-functionals.ts";
import type { SampleModel } from "./sample-model.ts";

export type SampleFit =
  | { readonly reason: null; readonly model: SampleModel; readonly top: Maximum }
  /** Why there is no estimate, and where the search ended if there was one. */
  | { readonly reason: string; readonly top: Maximum | null };

/** One sample as a model with an intercept alone. */
export const oneSample = (outcomes: Outcomes): Observations => ({
  ...outcomes,
  x: new Float64Array(outcomes.kind.length).fill(1),
  count: outcomes.kind.length,
  order: 1,
});

export function fitSample(
  distribution: SampleDistribution,
  data: Observations,
  maximumIterations: number,
): SampleFit {
  const absent = reasonWithout(data);
  if (absent !== null) return { top: null, reason: absent };
  const model = modelOf(distribution, data);
  const top = maximise(model.objective, model.start, model.reach, {
    free: 2,
    maximumIterations,
    tolerance: TIGHT,
  });
  return top.converged ? { model, top, reason: null } : { top, reason: unfinished(distribution, top) };
}

const modelOf = (distribution: SampleDistribution, data: Observations): SampleModel =>
  distribution === "gamma" ? gammaSample(data) : locationScaleSample(FAMILIES[distribution].law, data);

/** Why the likelihood has no maximum, in the directions that a location and a scale can go. */
function reasonWithout(data: Observations): string | null {
  if (pinnedByExact(data)) return null;
  const { kind } = overlapOfCensored(data);
  if (kind !== "none") {
    const isBelow = data.kind[0] === BELOW;
    return isBelow
      ? "every value lies below its limit: no estimate exists, only upper limits"
      : "every value lies above its limit: no estimate exists, only lower limits";
  }
  return scaleVanishes(data)
    ? "one single value would meet every entry of the sample, so the spread shrinks to 0 and no estimate exists"
    : null;
}

function unfinished(distribution: SampleDistribution, top: Maximum): string {
  const isWide = distribution === "gamma" ? top.at[1]! < -14 : top.at[1]! < 1e-6;
  return isWide
    ? "the likelihood rises as the spread grows without bound, so no estimate exists"
    : "the likelihood was not maximised";
}
