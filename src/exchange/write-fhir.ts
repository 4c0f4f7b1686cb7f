/** Measured results as a bundle of FHIR R4 observations. */
import { measurementText } from "./measurement-text.ts";
import type { MeasuredResult } from "./results.ts";

/** Units that UCUM writes like laboratories do. */
const UCUM = /^(?:[fpnum]?g\/(?:[dmu]?L)|[fpnum]?mol\/L|\{?[A-Z]+\}?)$/;

const OFF_SCALE: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["<LOD", ["<", "Off scale low"]],
  [">ULOQ", [">", "Off scale high"]],
]);

/**
 * One Observation per subject and analyte. A bound is a quantity with a comparator; a mark without a number is an interpretation
 * "off scale"; what needs more words (`*0.12`, `<LLOQ (0.42)`) stands as text; what was not measured has a reason for
 * its absence. No number is put in.
 *
 * Source: HL7 FHIR R4, resource Observation.
 */
export function writeFhir(results: readonly MeasuredResult[]): string {
  const entry = results.map((result, i) => ({ resource: observation(result, i) }));
  return `${JSON.stringify({ resourceType: "Bundle", type: "collection", entry }, null, 1)}\n`;
}

function observation({ subject, analyte, measurement, date, limits }: MeasuredResult, i: number): object {
  const range = {
    ...(limits.lod === undefined ? {} : { low: { value: limits.lod, unit: analyte.unit } }),
    ...(limits.uloq === undefined ? {} : { high: { value: limits.uloq, unit: analyte.unit } }),
  };
  return {
    resourceType: "Observation",
    id: `obs-${i + 1}`,
    status: "final",
    code: { text: analyte.name },
    subject: { reference: `Patient/${subject}` },
    ...(date === null ? {} : { effectiveDateTime: date }),
    ...valueOf(measurement, analyte.unit),
    ...(Object.keys(range).length === 0
      ? {}
      : { referenceRange: [{ ...range, text: "Limit of detection, upper limit of quantification" }] }),
  };
}

function valueOf(measurement: MeasuredResult["measurement"], unit: string): object {
  const { bound, value, status } = measurement;
  const quantity = { unit, ...(UCUM.test(unit) ? { system: "http://unitsofmeasure.org", code: unit } : {}) };
  if (bound !== undefined)
    return { valueQuantity: { value: bound.limit, comparator: bound.op, ...quantity } };
  if (value !== undefined && status === "quantified") return { valueQuantity: { value, ...quantity } };
  const text = measurementText(measurement);
  if (text === null || status === "invalid")
    return {
      dataAbsentReason: {
        coding: [
          {
            system: "http://terminology.hl7.org/CodeSystem/data-absent-reason",
            code: status === "invalid" ? "error" : "unknown",
          },
        ],
      },
    };
  const scale = OFF_SCALE.get(text);
  if (scale === undefined) return { valueString: text };
  const [code, display] = scale;
  return {
    interpretation: [
      {
        coding: [
          { system: "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", code, display },
        ],
        text,
      },
    ],
  };
}
