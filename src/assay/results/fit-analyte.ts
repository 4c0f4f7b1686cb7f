/** The curve of one analyte on one plate, by the stated choices, or why there is none. */
import { curveChosenInstead, backgroundChosenInstead } from "../../core/issues/plate-results.ts";
import { noStandards, standardsWithoutConcentration } from "../../core/issues/plate-results.ts";
import { InputError, type Issue } from "../../core/issues/issue.ts";
import { type Background, standardCurve, type StandardCurve } from "../curve/standard-curve.ts";
import type { ResultChoices } from "./choices.ts";
import type { AnalyteWells } from "./plate-wells.ts";

export interface AnalyteFit {
  /** Null where the standards cannot be fitted at all; a curve whose status is not good gives no concentration. */
  readonly curve: StandardCurve | null;
  /** Why there is none, and what was done otherwise than asked for. */
  readonly issues: readonly Issue[];
}

function backgroundOf(wells: AnalyteWells, { background, weighting }: ResultChoices): Background {
  if (background !== "included-where-possible") return background;
  const usable =
    wells.blanks.length > 0 && (weighting === "1" || wells.blanks.every(({ signal }) => signal > 0));
  return usable ? "included" : "ignored";
}

/**
 * Fits the standards, masked ones apart. Under `5PL-or-4PL` a five-parameter curve that is not good gives way to a
 * four-parameter curve that is; where neither is, the five-parameter one stands with its flags. Input that cannot be
 * fitted is a reason, not an exception: the plate's other analytes come through.
 */
export function fitAnalyte(wells: AnalyteWells, choices: ResultChoices): AnalyteFit {
  const background = backgroundOf(wells, choices);
  const issues: Issue[] = [];
  if (wells.unknownStandards.length > 0) issues.push(standardsWithoutConcentration(wells.unknownStandards));
  if (wells.standards.length === 0) return { curve: null, issues: [...issues, noStandards()] };
  if (choices.background === "included-where-possible" && background === "ignored")
    issues.push(backgroundChosenInstead(wells.blanks.length));
  const input = {
    standards: wells.standards.map(({ concentration, signal, masked }) => ({
      concentration,
      signal,
      ...(masked === null ? {} : { masked }),
    })),
    blanks: wells.blanks.map(({ signal }) => signal),
  };
  const { weighting, direction, outliers } = choices;
  const options = { family: "either", weighting, background, direction, outliers } as const;
  const fitted = (model: "4PL" | "5PL"): StandardCurve | readonly Issue[] => {
    try {
      return standardCurve(input, { model, ...options });
    } catch (problem) {
      if (problem instanceof InputError) return problem.issues;
      throw problem;
    }
  };
  const first = fitted(choices.curve === "4PL" ? "4PL" : "5PL");
  if ("status" in first && first.status === "good") return { curve: first, issues };
  if (choices.curve === "5PL-or-4PL") {
    const second = fitted("4PL");
    if ("status" in second && second.status === "good") {
      const why = "status" in first ? first.flags.filter(({ severity }) => severity === "error") : first;
      return { curve: second, issues: [...issues, curveChosenInstead(why.map(({ code }) => code))] };
    }
    if (!("status" in first) && "status" in second) return { curve: second, issues };
  }
  return "status" in first ? { curve: first, issues } : { curve: null, issues: [...issues, ...first] };
}
