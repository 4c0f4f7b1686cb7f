/** Plates fitted and written: a new folder, whole or not at all. */
import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { controlCharts, type NamedTarget } from "../../assay/results/control-charts.ts";
import { analyteIssues } from "../../assay/results/analyte-issues.ts";
import { choicesWith, type StatedChoices } from "../../assay/results/choices.ts";
import { fittedMeasurements } from "../../assay/results/fitted-measurements.ts";
import { type PlateResult, plateResult } from "../../assay/results/plate-result.ts";
import { qualitySummary } from "../../assay/results/quality-summary.ts";
import { runQuality } from "../../assay/results/run-quality.ts";
import { ruleShares } from "../../assay/results/rule-shares.ts";
import type { ReadPlate } from "../../assay/read/reading.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { nothingToFit } from "../../core/issues/plate-results.ts";
import { alreadyThere, notWritable } from "../../core/issues/results.ts";
import { plateReportHtml } from "../../report/plate/plate-report.ts";
import { csvFile } from "../../report/tables.ts";
import type { ExitCode, Io } from "../io.ts";
import { reasonOf } from "../reason-of.ts";
import { printable, sayIssues } from "../say-issues.ts";
import { version } from "../version.ts";
import { writeResults } from "../write-results.ts";

export type FitFlags = StatedChoices & { readonly out: string };

/** Of simulations; it stands in the results. */
const SEED = 1;

const plateName = (plate: string): string => (plate === "" ? "plate" : plate);

function summary({ plate, accepted, analytes }: PlateResult): string {
  const samples = analytes.flatMap((analyte) => analyte.samples.filter(({ type }) => type === "unknown"));
  const judged = samples.filter(({ detected }) => detected !== null);
  const good = analytes.filter(({ curve }) => curve?.status === "good").length;
  const failed = analytes.filter((analyte) => !analyte.accepted).length;
  return printable(
    `${plateName(plate)}: ${accepted ? "PASS" : `FAIL (${failed} of ${analytes.length} analytes)`}; ` +
      `${good} of ${analytes.length} curves good; ` +
      `${judged.filter(({ detected }) => detected).length} of ${judged.length} results detected, ${samples.length - judged.length} not judged`,
  );
}

/** Fits what was read, says why something has no curve, and writes measurements, quality and report together. */
export function writeFitted(
  read: readonly ReadPlate[],
  files: readonly string[],
  targets: readonly NamedTarget[],
  groups: ReadonlyMap<string, string> | null,
  flags: FitFlags,
  io: Io,
): ExitCode {
  const say = (issues: readonly Issue[]): void => sayIssues({ out: (line) => io.err(line) }, issues);
  const target = resolve(io.cwd, flags.out);
  const shown = relative(io.cwd, target);
  if (existsSync(target)) {
    say([alreadyThere(shown, "--out")]);
    return 1;
  }
  const { curve, weighting, background, direction, limit, lowSamples, minimumBeads } = flags;
  const choices = choicesWith({ curve, weighting, background, direction, limit, lowSamples, minimumBeads });
  const plates = read.map((plate) => plateResult(plate, choices));
  say(analyteIssues(plates));
  if (plates.every(({ analytes }) => analytes.every(({ curve }) => curve === null))) {
    say([nothingToFit()]);
    return 1;
  }
  const { charts, issues: notFound } = controlCharts(plates, targets);
  say(notFound);
  const quality = runQuality(plates, {
    confidence: choices.confidence,
    seed: SEED,
    ...(groups === null ? {} : { groups }),
  });
  const report = {
    version: version(),
    files,
    choices,
    plates,
    shares: ruleShares(plates, choices),
    charts,
    quality,
    synthetic: false,
  };
  const qc = { program: "Cistern", version: version(), ...qualitySummary(plates, choices, charts, quality) };
  try {
    const written = writeResults(
      target,
      new Map([
        ["measurements.csv", csvFile(fittedMeasurements(plates))],
        ["qc.json", `${JSON.stringify(qc, null, 2)}\n`],
        ["report.html", plateReportHtml(report)],
      ]),
    );
    if ("issues" in written) {
      say(written.issues);
      return 1;
    }
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).syscall === undefined) throw problem;
    say([notWritable(shown, reasonOf(problem))]);
    return 1;
  }
  for (const plate of plates) io.out(summary(plate));
  io.out(`${shown}: measurements.csv, qc.json, report.html (limit of detection: ${choices.limit.name})`);
  return 0;
}
