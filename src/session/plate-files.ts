/** What the plates of a study leave beside its report: a plate report, its measurements and its quality summary for each run. */
import { fittedMeasurements } from "../assay/results/fitted-measurements.ts";
import { qualitySummary } from "../assay/results/quality-summary.ts";
import { runQuality } from "../assay/results/run-quality.ts";
import { ruleShares } from "../assay/results/rule-shares.ts";
import { plateReportHtml } from "../report/plate/plate-report.ts";
import type { ReportPlates } from "../report/report-input.ts";
import { csvFile } from "../report/tables.ts";
import type { PlatesSpec } from "../study/plate-schema.ts";
import type { CheckedStudy } from "../study/run.ts";
import { groupsOf, type StudyPlates } from "../study/plates.ts";
import type { LoadedStudy } from "./read-study.ts";

const folderOf = (run: string): string => `plates/${run}`;

/** Text by path below `results/`. */
export function plateFiles(
  { resolved }: Pick<LoadedStudy, "resolved">,
  checked: CheckedStudy,
  version: string,
): ReadonlyMap<string, string> {
  const { protocol } = resolved;
  const { synthetic, settings } = protocol;
  const groups = groupsOf(checked.cohort, protocol.plates?.balance);
  return new Map(
    (checked.plates?.runs ?? []).flatMap(({ spec, choices, plates, charts }) => {
      const quality = runQuality(plates, {
        confidence: choices.confidence,
        seed: settings.seed,
        ...(groups === null ? {} : { groups }),
      });
      const report = plateReportHtml({
        version,
        files: spec.files,
        choices,
        plates,
        shares: ruleShares(plates, choices),
        charts,
        quality,
        synthetic,
      });
      const qc = {
        program: "Cistern",
        version,
        synthetic,
        ...qualitySummary(plates, choices, charts, quality),
      };
      return [
        [`${folderOf(spec.name)}/report.html`, report],
        [`${folderOf(spec.name)}/measurements.csv`, csvFile(fittedMeasurements(plates))],
        [`${folderOf(spec.name)}/qc.json`, `${JSON.stringify(qc, null, 2)}\n`],
      ] as const;
    }),
  );
}

/** The verdict on each plate and how its concentrations came about, for the study's own report. */
export function reportPlates(spec: PlatesSpec, plates: StudyPlates): ReportPlates {
  return {
    balance: plates.balance,
    failed: spec.failed,
    repeated: spec.repeated,
    runs: plates.runs.map(({ spec: run, choices, plates: results }) => ({
      name: run.name,
      folder: folderOf(run.name),
      software: [...new Set(results.map(({ software }) => software))].filter((name) => name !== ""),
      curve: choices.curve,
      weights: choices.weighting,
      background: choices.background,
      direction: choices.direction,
      limit: choices.limit.name,
      ...(run.map === undefined ? {} : { map: run.map }),
      ...(run.masks === undefined ? {} : { masks: run.masks }),
      verdicts: results.flatMap(({ plate, analytes }) =>
        analytes
          .filter(({ analyte }) => Object.values(run.analytes).includes(analyte))
          .map((result) => {
            const samples = result.samples.filter(({ type }) => type === "unknown");
            const judged = samples.filter(({ detected }) => detected !== null);
            return {
              plate,
              analyte: result.analyte,
              accepted: result.accepted,
              curve: result.curve === null ? "none" : `${result.curve.model}, ${result.curve.status}`,
              lod: result.limits[0].concentration,
              lloq: result.range?.lloq ?? null,
              uloq: result.range?.uloq ?? null,
              samples: samples.length,
              judged: judged.length,
              detected: judged.filter(({ detected }) => detected).length,
            };
          }),
      ),
    })),
  };
}
