/** Measured results after the domain LB of CDISC SDTM. */
import { csvFile } from "../report/tables.ts";
import { cutToBytes } from "./byte-writer.ts";
import { measurementText } from "./measurement-text.ts";
import type { MeasuredResult } from "./results.ts";

/**
 * Characters say what was found, `<0.5` among them; the number is there only where one was measured; what was not measured is NOT
 * DONE. Limits stand in SUPPLB.
 *
 * Source: SDTM Implementation Guide 3.4, sections 6.3 and 8.4.
 */
export function writeSdtm(
  results: readonly MeasuredResult[],
  study: string,
): { readonly lb: string; readonly supplb: string } {
  const codes = testCodes(results.map(({ analyte }) => analyte.name));
  const sequence = new Map<string, number>();
  const supplements: string[][] = [];
  const rows = results.map(({ subject, analyte, measurement, limits, date }) => {
    const next = (sequence.get(subject) ?? 0) + 1;
    sequence.set(subject, next);
    const text = measurementText(measurement) ?? "";
    const number = measurement.status === "quantified" ? measurement.value : undefined;
    for (const [name, label, value] of [
      ["LBLOD", "Limit of Detection", limits.lod],
      ["LBLLOQ", "Lower Limit of Quantitation", limits.lloq],
      ["LBULOQ", "Upper Limit of Quantitation", limits.uloq],
    ] as const)
      if (value !== undefined && text !== "")
        supplements.push([study, "LB", subject, "LBSEQ", String(next), name, label, String(value), "CRF"]);
    return [
      study,
      "LB",
      subject,
      String(next),
      codes.get(analyte.name)!,
      cutToBytes(analyte.label, 40),
      text,
      text === "" ? "" : analyte.unit,
      text,
      number === undefined ? "" : String(number),
      text === "" ? "" : analyte.unit,
      text === "" ? "NOT DONE" : "",
      date ?? "",
    ];
  });
  return {
    lb: csvFile([
      [
        "STUDYID",
        "DOMAIN",
        "USUBJID",
        "LBSEQ",
        "LBTESTCD",
        "LBTEST",
        "LBORRES",
        "LBORRESU",
        "LBSTRESC",
        "LBSTRESN",
        "LBSTRESU",
        "LBSTAT",
        "LBDTC",
      ],
      ...rows,
    ]),
    supplb: csvFile([
      ["STUDYID", "RDOMAIN", "USUBJID", "IDVAR", "IDVARVAL", "QNAM", "QLABEL", "QVAL", "QORIG"],
      ...supplements,
    ]),
  };
}

/** Eight capital letters, digits and underscores at most, each once. */
function testCodes(names: readonly string[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of new Set(names)) {
    const plain = name
      .toUpperCase()
      .replaceAll(/[^A-Z0-9_]/g, "")
      .replace(/^(?=\d)/, "T");
    let code = plain.slice(0, 8);
    for (let k = 2; taken.has(code); k++) code = `${plain.slice(0, 8 - String(k).length)}${k}`;
    taken.add(code);
    codes.set(name, code);
  }
  return codes;
}
