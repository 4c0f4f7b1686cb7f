/** Bio-Plex Manager XML: wells of samples, each with a reading and a concentration that a flag may call off. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  brokenXml,
  cutFile,
  noPlateRows,
  noWell,
  unitMissing,
  zeroWithErrorFlag,
} from "../../core/issues/plate-file.ts";
import type { WellType } from "../plate.ts";
import type { PlatesReading } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { settleRows } from "./settle.ts";
import type { Source } from "./source.ts";
import { vendorDate } from "./vendor-date.ts";
import { wellName } from "./wells.ts";
import { childAt, childrenOf, readXml, textAt, type XmlElement } from "./xml.ts";

const GROUPS: readonly (readonly [string, string, WellType])[] = [
  ["Blanks", "Blank", "blank"],
  ["Standards", "Standard", "standard"],
  ["Controls", "Control", "control"],
  ["Unknowns", "Unknown", "unknown"],
];

/** Remarks of the reading codes, as the footers of the tables explain them. */
const READING_CODES: Readonly<Record<string, string>> = {
  "1": "low bead number",
  "2": "aggregated beads",
  "3": "classification",
  "4": "region selection",
  "5": "platform temperature",
};

/** The software writes numbers as 6.20000000000000000E+001. */
const wellAt = (element: XmlElement): string | null => {
  const row = Number(element.attributes["RowNo"]);
  return row >= 1 && row <= 16
    ? wellName(`${String.fromCharCode(64 + row)}${element.attributes["ColNo"] ?? ""}`)
    : null;
};

/** Bead counts and medians of the wells that were read in this run. */
type Beads = ReadonlyMap<string, { readonly count: string; readonly median: string }>;

function beadsOf(root: XmlElement): Beads {
  const beads = new Map<string, { count: string; median: string }>();
  for (const well of childrenOf(childAt(root, "Wells"), "Well")) {
    const name = wellAt(well);
    if (name === null) continue;
    for (const region of childrenOf(childAt(well, "BeadRegions"), "BeadRegion"))
      beads.set(`${name}\n${region.attributes["RegionNumber"] ?? ""}`, {
        count: textAt(region, "RegionCount"),
        median: textAt(region, "Median"),
      });
  }
  return beads;
}

/** A concentration that is not good is none, whatever number stands there. */
function statusOf(concentration: XmlElement | undefined): DraftRow["status"] | null {
  if (concentration === undefined || concentration.attributes["ReadingOK"] !== "false") return null;
  const why = `${concentration.attributes["ReadError"] ?? ""} ${concentration.attributes["RecoveryRange"] ?? ""}`;
  if (/OOR\s*<|out of range below/i.test(why)) return "belowLod";
  if (/OOR\s*>|out of range above/i.test(why)) return "aboveUloq";
  return "notMeasured";
}

function rowOf(
  sample: XmlElement,
  type: WellType,
  analyte: XmlElement,
  well: string,
  beads: Beads,
  reader: RowReader,
): DraftRow {
  const region = analyte.attributes["RegionNumber"] ?? "";
  const reading = childAt(analyte, "Reading");
  const concentration = childAt(analyte, "MWObsConc");
  const inRun = beads.get(`${well}\n${region}`);
  const code = reading?.attributes["Code"] ?? "0";
  const outlier = reading?.attributes["OutlierType"] ?? "None";
  const expected = childrenOf(childAt(sample, "Analytes"), "Analyte").find(
    (one) => one.attributes["RegionNumber"] === region,
  );
  const level = textAt(expected, "ExpectedConc");
  const valid = reading?.attributes["Valid"] !== "false";
  const draft = reader.row({
    level: "well",
    wells: [well],
    type,
    code: textAt(sample, "Label"),
    sample: textAt(sample, "Description"),
    analyte: textAt(analyte, "AnalyteName"),
    signal: { text: valid ? (reading?.text ?? "") : "---", column: "Reading" },
    ...(inRun === undefined ? {} : { beadCount: { text: inRun.count, column: "RegionCount" } }),
    // An expected concentration of 0 is a level that nobody entered.
    ...(Number(level) > 0 ? { expected: { text: level, column: "ExpectedConc" } } : {}),
    concentration: { text: concentration?.text ?? "", column: "MWObsConc" },
    dilution: { text: textAt(sample, "Dilution"), column: "Dilution" },
    flags: [
      ...(code === "0" ? [] : [READING_CODES[code] ?? `reading code ${code}`]),
      ...(outlier === "None" ? [] : [`outlier ${outlier}`]),
    ],
    printed: {
      Region: region,
      Median: inRun?.median ?? "",
      ReadingValid: reading?.attributes["Valid"] ?? "",
      ReadingCode: code,
      OutlierType: outlier,
      ReadingOK: concentration?.attributes["ReadingOK"] ?? "",
      ReadError: concentration?.attributes["ReadError"] ?? "",
    },
    at: { row: analyte.line },
  });
  const status = statusOf(concentration);
  return status === null ? draft : { ...draft, status, concentration: null };
}

export function readBioPlexXml(source: Source): PlatesReading {
  const { file } = source;
  const document = readXml(source.text ?? "");
  if ("problem" in document)
    return { plates: [], issues: [brokenXml(file, document.line, document.problem)] };
  const { root, cutAt } = document;
  const issues: Issue[] = [];
  if (cutAt !== null) issues.push(cutFile(file, "a whole XML document", cutAt, `</${root.name}>`));
  const reader = rowReader(file, ".");
  const beads = beadsOf(root);
  const samples = childAt(root, "Samples");
  const drafts: DraftRow[] = [];
  const analytes = new Map<string, string>();
  for (const [group, kind, type] of GROUPS)
    for (const sample of childrenOf(childAt(samples, group), kind))
      for (const member of childrenOf(childAt(sample, "MemberWells"), "MemberWell")) {
        const well = wellAt(member);
        if (well === null) {
          issues.push(noWell(file, undefined, member.line, JSON.stringify(member.attributes)));
          continue;
        }
        for (const analyte of childrenOf(childAt(member, "MWAnalytes"), "MWAnalyte")) {
          analytes.set(textAt(analyte, "AnalyteName"), analyte.attributes["RegionNumber"] ?? "");
          drafts.push(rowOf(sample, type, analyte, well, beads, reader));
        }
      }
  if (drafts.length === 0)
    return { plates: [], issues: [...issues, noPlateRows(file, "Bio-Plex Manager XML")] };
  const zeros = drafts.filter(
    (row) =>
      row.concentration === null && Number(row.concentrationText) === 0 && row.concentrationText !== "",
  );
  if (zeros.length > 0) issues.push(zeroWithErrorFlag(file, zeros.length));
  const settled = settleRows(drafts, file);
  const firstWell = childAt(root, "Wells", "Well");
  const date = vendorDate(textAt(firstWell, "AcquisitionTime"), null);
  return {
    plates: [
      {
        plate: textAt(firstWell, "PlateID"),
        software: `Bio-Plex Manager ${root.attributes["BioPlexManagerVersion"] ?? ""}`.trim(),
        ...(date === null ? {} : { date }),
        analytes: [...analytes].map(([name, region]) => ({ name, region, unit: "" })),
        rows: settled.rows,
      },
    ],
    issues: [...issues, ...settled.issues, ...reader.issues(), unitMissing(file, [...analytes.keys()])],
  };
}
