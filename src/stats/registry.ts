/** Every method that an answer can name, described once: for `cistern explain`, the report and the documentation. */
import { agreementMethods } from "./registry/agreement.ts";
import { bayesMethods } from "./registry/bayes.ts";
import { multiplicityMethods } from "./registry/multiplicity.ts";
import { censoredModelMethods } from "./registry/censored-models.ts";
import { correlationMethods } from "./registry/correlations.ts";
import { descriptionMethods } from "./registry/descriptions.ts";
import { meanMethods } from "./registry/means.ts";
import { equivalenceMethods } from "./registry/equivalence.ts";
import type { Method } from "./registry/method.ts";
import { nonDetectMethods } from "./registry/non-detects.ts";
import { normalityMethods } from "./registry/normality.ts";
import { proportionMethods } from "./registry/proportions.ts";
import { rankMethods } from "./registry/ranks.ts";
import { regressionExtraMethods } from "./registry/regression-extras.ts";
import { regressionMethods } from "./registry/regressions.ts";
import { strataMethods } from "./registry/strata.ts";
import { resamplingMethods } from "./registry/resampling.ts";
import { tableMethods } from "./registry/tables.ts";
import { twoGroupMethods } from "./registry/two-groups.ts";
import { unconditionalMethods } from "./registry/unconditional.ts";

export type { Method } from "./registry/method.ts";

/** Sorted by id. */
export const METHODS: readonly Method[] = [
  ...proportionMethods,
  ...twoGroupMethods,
  ...unconditionalMethods,
  ...equivalenceMethods,
  ...tableMethods,
  ...nonDetectMethods,
  ...normalityMethods,
  ...strataMethods,
  ...agreementMethods,
  ...bayesMethods,
  ...rankMethods,
  ...correlationMethods,
  ...meanMethods,
  ...descriptionMethods,
  ...regressionMethods,
  ...regressionExtraMethods,
  ...censoredModelMethods,
  ...multiplicityMethods,
  ...resamplingMethods,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(METHODS.map((method) => [method.id, method]));

/** The entry of a method; null where there is none. @example methodById("fisher-exact").id // "fisher-exact" */
export const methodById = (id: string): Method | null => byId.get(id) ?? null;
