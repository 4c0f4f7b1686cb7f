/** The outcomes of a follow-up in plain words, with every choice, for the report. */
import { PIRA_DEFINITIONS } from "../cohort/course/relapse-independence.ts";
import type { FollowUpSpec, OutcomeSpec } from "./follow-up-schema.ts";

export interface OutcomeInWords {
  readonly name: string;
  readonly words: string;
  readonly source: string;
}

export const outcomesInWords = (spec: FollowUpSpec | undefined): readonly OutcomeInWords[] =>
  Object.entries(spec?.outcomes ?? {}).map(([name, outcome]) => ({ name, ...inWords(outcome) }));

type Change = Extract<OutcomeSpec, { readonly confirmed_after: number }>;

function inWords(spec: OutcomeSpec): Omit<OutcomeInWords, "name"> {
  switch (spec.outcome) {
    case "relapses-before":
      return {
        words: `Number of relapses that began from ${spec.within} days before ${spec.at} up to that day.`,
        source: "Counted from the table of relapses",
      };
    case "relapses-after":
      return {
        words: `Number of relapses that began after ${spec.at}, to the last visit or to ${spec.within} days, whichever came first.`,
        source: "Counted from the table of relapses",
      };
    case "edss-at":
      return {
        words: `EDSS of the visit nearest to ${spec.at}, at most ${spec.before} days before and ${spec.after} days after it; the earlier of two that are as near.`,
        source: "Read from the table of visits",
      };
    case "confirmed-worsening":
      return { words: `First worsening of the EDSS. ${ruleInWords(spec)}`, source: STEPS };
    case "pira": {
      const { words, source } = PIRA_DEFINITIONS.find(({ id }) => id === spec.definition)!;
      return {
        words: `First worsening of the EDSS that is independent of relapses (${spec.definition}): no relapse began ${words}. ${ruleInWords(spec)}`,
        source: `${source}; ${STEPS}`,
      };
    }
    case "raw":
      return {
        words: `First worsening of the EDSS that is associated with a relapse: one began on the day of the event or at most ${spec.within} days before it. ${ruleInWords(spec)}`,
        source: STEPS,
      };
    case "secondary-progression":
      return {
        words: `First worsening of the EDSS without a relapse since the visit before it, to at least ${spec.least_edss} at the event and until its confirmation, with a pyramidal score of at least ${spec.least_pyramidal}, confirmed in the functional system that worsened most. ${ruleInWords(spec)}`,
        source: `Lorscheider et al., Brain 139 (2016) 2395; ${STEPS}`,
      };
  }
}

const STEPS = "steps of the EDSS after Kalincik et al., Brain 138 (2015) 3287";

function ruleInWords(spec: Change): string {
  const { relapse_free: free } = spec;
  const due =
    spec.tolerance === 0
      ? `at least ${spec.confirmed_after} days after it`
      : `at least ${spec.confirmed_after} days after it less ${spec.tolerance}`;
  const gaps = (
    [
      ["the baseline", free.baseline],
      ["the event", free.event],
      ["the confirmation", free.confirmation],
    ] as const
  )
    .filter(([, days]) => days > 0)
    .map(([what, days]) => `${what} within ${days} days of the onset of a relapse`);
  return [
    `An increase counts from 1.5 on a baseline of 0, from 1.0 on one of 1.0 to 5.0, from ${spec.step_at_5_5.toFixed(1)} on 5.5, from 0.5 on 6.0 and more,`,
    `confirmed by a visit ${due} and present at every visit between them${spec.sustained ? " and at every later one" : ""}.`,
    gaps.length === 0 ? "" : `No visit is ${gaps.join(", nor ")}.`,
    spec.start === undefined
      ? "The first possible visit is the baseline, from which time counts."
      : `The first possible visit from ${spec.start} on is the baseline; time counts from ${spec.start}.`,
    spec.baseline === "roving" ? "A confirmed improvement lowers the baseline." : "",
    spec.after_relapse === "new"
      ? "After a relapse the first visit out of its reach is the new baseline."
      : "",
    "After an event that does not count the lowest score until its confirmation is the new baseline.",
    "A worsening that no later visit could confirm is unknown.",
  ]
    .filter((part) => part !== "")
    .join(" ");
}
