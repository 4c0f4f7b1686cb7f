/** Results as rows of `measurements.csv`: one per sample and analyte, controls included. */
import { MEASUREMENT_COLUMNS } from "../read/printed-measurements.ts";
import type { AnalyteResult, PlateResult } from "./plate-result.ts";
import type { SampleResult } from "./sample-result.ts";

const text = (x: number | null): string => (x === null ? "" : x === Infinity ? "Inf" : String(x));

/** `unknown` where the plate has no limit; blank where the sample has no signal or no curve that reads it. */
function detectedWord({ detected, status }: SampleResult): string {
  if (status === "notMeasured" || status === "invalid") return "";
  return detected === null ? "unknown" : detected ? "yes" : "no";
}

const line = (plate: PlateResult, { analyte, unit, limits }: AnalyteResult, one: SampleResult): string[] => [
  plate.plate,
  one.wells.join(" "),
  one.sample,
  one.type,
  analyte,
  text(one.signal),
  text(one.concentration),
  text(one.lower),
  text(one.upper),
  unit,
  text(one.dilution),
  one.status,
  detectedWord(one),
  text(one.probability),
  text(one.limit?.value ?? null),
  one.limit?.type ?? "",
  limits[0].rule,
  one.raw.join(" | "),
  one.flags.join("; "),
];

export const fittedMeasurements = (plates: readonly PlateResult[]): readonly (readonly string[])[] => [
  MEASUREMENT_COLUMNS,
  ...plates.flatMap((plate) =>
    plate.analytes.flatMap((analyte) => analyte.samples.map((one) => line(plate, analyte, one))),
  ),
];
