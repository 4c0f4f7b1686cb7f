/** Olink NPX, long: one row per sample and assay on a log2 scale, with the LOD beside it. */
import type { Issue } from "../../core/issues/issue.ts";
import { lodMissing, olinkBelowLod } from "../../core/issues/plate-file.ts";
import { type FlatRow, flatTable, headerIndex } from "./flat-table.ts";
import { addTo } from "./grouped.ts";
import type { PlatesReading, ReadPlate, ReadRow } from "./reading.ts";
import { type RowReader, rowReader } from "./rows.ts";
import { typeOfSample } from "./sample-type.ts";
import type { Source } from "./source.ts";

export const OLINK_HEADER = ["SampleID", "OlinkID", "NPX"];

const KNOWN = new Set(["SampleID", "Assay", "NPX"]);

/** NPX stays the number that it is; below the LOD only the status says so. */
function rowOf(row: FlatRow, reader: RowReader): ReadRow {
  const sample = row.text("SampleID");
  const at = { row: row.row };
  const qc = ["QC_Warning", "SampleQC", "AssayQC"].map((column) => row.text(column));
  const flags = qc.filter((text) => text !== "" && !/^pass$/i.test(text)).map((text) => `QC ${text}`);
  const kind = row.text("SampleType");
  const type = /^negative/i.test(kind) ? "blank" : /control/i.test(kind) ? "control" : typeOfSample(sample);
  const draft = reader.row({
    level: "well",
    wells: [],
    type,
    code: kind,
    sample,
    analyte: row.text("Assay") || row.text("OlinkID"),
    signal: { text: "", column: "NPX" },
    concentration: row.cell("NPX"),
    flags,
    printed: row.rest(KNOWN),
    at,
  });
  const npx = draft.concentration;
  const lod = reader.number(row.cell("LOD"), at);
  // NPX is a logarithm and may be negative: no sign is a mark here.
  const status = npx === null ? "notMeasured" : lod !== null && npx < lod ? "belowLod" : "quantified";
  return {
    ...draft,
    status,
    ...(status === "belowLod" && lod !== null ? { bound: { op: "<", limit: lod, limitType: "lod" } } : {}),
  };
}

export function readOlink(source: Source): PlatesReading {
  const { file } = source;
  const [sheet = { rows: [] }] = source.sheets;
  const table = flatTable(sheet, file, headerIndex(sheet.rows, OLINK_HEADER));
  const reader = rowReader(file, source.decimal);
  const byPlate = new Map<string, FlatRow[]>();
  for (const row of table.rows) addTo(byPlate, row.text("PlateID"), row);
  const plates = [...byPlate].map(([plate, flat]): ReadPlate => {
    const rows = flat.map((row) => rowOf(row, reader));
    const ids = new Map(flat.map((row) => [row.text("Assay") || row.text("OlinkID"), row.text("OlinkID")]));
    const analytes = [...ids].map(([name, region]) => ({ name, region, unit: "NPX" }));
    return { plate, software: flat[0]?.text("Panel_Version") ?? "", analytes, rows };
  });
  const issues: Issue[] = [...table.issues];
  const below = plates.flatMap((plate) => plate.rows).filter((row) => row.status === "belowLod").length;
  if (!table.columns.includes("LOD")) issues.push(lodMissing(file));
  if (below > 0) issues.push(olinkBelowLod(file, below));
  return { plates, issues: [...issues, ...reader.issues()] };
}
