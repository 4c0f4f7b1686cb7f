/** What `qc.json` holds: everything that a laboratory's records need, unrounded, null where there is nothing. */
import { describeIssue, type Issue } from "../../core/issues/issue.ts";
import type { ControlChart } from "./control-charts.ts";
import type { ResultChoices } from "./choices.ts";
import type { AnalyteResult, PlateResult } from "./plate-result.ts";
import type { RunQuality } from "./run-quality.ts";
import { ruleShares } from "./rule-shares.ts";

const issueOf = (issue: Issue): unknown => ({
  code: issue.code,
  severity: issue.severity,
  text: describeIssue(issue),
});

function analyteSummary(result: AnalyteResult): unknown {
  const { curve, range } = result;
  return {
    analyte: result.analyte,
    unit: result.unit,
    accepted: result.accepted,
    acceptance: result.acceptance?.results ?? null,
    notAsked: result.notAsked,
    issues: result.issues.map(issueOf),
    curve:
      curve === null
        ? null
        : {
            status: curve.status,
            model: curve.model,
            family: curve.family,
            weighting: curve.weighting,
            variancePower: curve.variancePower,
            background: curve.background,
            backgroundSignal: curve.backgroundSignal,
            direction: curve.direction,
            formula: "y = d + (a - d) / (1 + (x/c)^b)^g",
            parameters: curve.parameters,
            standardErrors: curve.standardErrors,
            residualVariance: curve.residualVariance,
            degreesOfFreedom: curve.degreesOfFreedom,
            converged: curve.converged,
            criterion: curve.criterion,
            iterations: curve.iterations,
            lackOfFit: curve.lackOfFit,
          },
    standards: (curve?.points ?? []).map(
      ({ standard, concentration, signal, fitted, residual, recalculated, recovery, mask }) => ({
        wells: standard === null ? null : (result.standardWells[standard] ?? null),
        concentration,
        signal,
        fitted,
        residual,
        recalculated,
        recovery,
        mask,
      }),
    ),
    quantification: range === null ? null : { lloq: range.lloq, uloq: range.uloq, levels: range.levels },
    blanks: result.blanks,
    limits: result.limits,
    replicates: {
      ...result.replicates,
      each: result.samples.flatMap(({ sample, wells, cv }) => (cv === null ? [] : [{ sample, wells, cv }])),
    },
    controls: result.samples.flatMap(
      ({ type, sample, wells, expected, signal, cv, onPlate, dilution, status }) =>
        type === "control"
          ? [
              {
                control: sample,
                wells,
                signal,
                cv,
                concentration: onPlate === null ? null : onPlate * dilution,
                expected,
                recovery: onPlate === null || expected === null ? null : (onPlate * dilution) / expected,
                status,
              },
            ]
          : [],
    ),
  };
}

/** The same input gives the same object, in the same order. */
export const qualitySummary = (
  plates: readonly PlateResult[],
  choices: ResultChoices,
  charts: readonly ControlChart[],
  overPlates: RunQuality,
): Readonly<Record<string, unknown>> => ({
  format: "cistern-plate-qc-1",
  accepted: plates.length > 0 && plates.every(({ accepted }) => accepted),
  choices,
  plates: plates.map(({ plate, software, date, accepted, analytes }) => ({
    plate,
    software,
    date,
    accepted,
    analytes: analytes.map(analyteSummary),
  })),
  detectedByRule: ruleShares(plates, choices),
  controlCharts: charts,
  overPlates,
});
