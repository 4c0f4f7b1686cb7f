/** Bio-Plex Manager: tables of one analyte each, as sheets of a workbook or one below the other in a text file. */
import type { Issue } from "../../core/issues/issue.ts";
import {
  curveNotRead,
  cutFile,
  noWell,
  poorFit,
  rawAndSummary,
  severalTables,
  shortPlateRow,
  unitMissing,
} from "../../core/issues/plate-file.ts";
import type { PlateAnalyte, PrintedCurve, WellType } from "../plate.ts";
import { addTo } from "./grouped.ts";
import { plateDate } from "./plate-date.ts";
import { bioPlexCurve, checkPrinted, curveRemarks, halfUnit, type Rounding } from "./printed-curve.ts";
import type { PlatesReading, ReadPlate, ReadRow } from "./reading.ts";
import { type Cell, type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { settleRows } from "./settle.ts";
import type { Source, SourceSheet } from "./source.ts";
import { wellNames } from "./wells.ts";

const META =
  /^(File Name|Analyte|Acquisition Date|Reader Serial Number|Plate ID|Regression Type|Std\. Curve|FitProb\.)\s*[:=]\s*(.*)$/;

const HEAD = ["File Name", "Acquisition Date", "Plate ID"];

/** `Hu IL-6 (19)`: the name and the bead region. */
export function nameAndRegion(text: string): { readonly name: string; readonly region?: string } {
  const parts = /^(.*\S)\s*\((\d{1,3})\)$/.exec(text.trim());
  return parts === null ? { name: text.trim() } : { name: parts[1] ?? "", region: parts[2] ?? "" };
}

/** B blank, S and ES standard, C control; X and U, and whatever a laboratory adds, are samples. */
export function bioPlexType(code: string): WellType {
  if (/^B\d*$/i.test(code)) return "blank";
  if (/^E?S\d*$/i.test(code)) return "standard";
  return /^C\d*$/i.test(code) ? "control" : "unknown";
}

export const isBioPlexHeader = (row: readonly string[]): boolean =>
  row[0] === "Analyte" && row.includes("Type") && row.includes("Well") && row.includes("FI");

/** Lines from one `File Name:` or `Analyte:` to the next, in whatever order they stand. */
interface Section {
  readonly sheet: string | undefined;
  readonly meta: Map<string, string>;
  readonly tables: {
    readonly header: readonly string[];
    readonly rows: { cells: readonly string[]; row: number }[];
  }[];
}

function sectionsOf({ name, rows }: SourceSheet): Section[] {
  const fresh = (): Section => ({ sheet: name, meta: new Map(), tables: [] });
  const sections = [fresh()];
  let table: Section["tables"][number] | null = null;
  for (const [index, row] of rows.entries()) {
    const line = row.filter((cell, i) => cell !== "" || i === 0).join(", ");
    const meta = META.exec(line);
    const current = sections.at(-1);
    if (current === undefined) continue;
    if (line === "") table = null;
    else if (isBioPlexHeader(row)) {
      table = { header: row, rows: [] };
      current.tables.push(table);
    } else if (meta !== null) {
      table = null;
      const [, key = "", value = ""] = meta;
      if (key === "File Name" && current.meta.has(key)) sections.push(fresh());
      // Analytes below each other may share the head of the file.
      else if (key === "Analyte" && current.meta.has(key) && current.tables.length > 0)
        sections.push({ ...fresh(), meta: new Map(HEAD.map((one) => [one, current.meta.get(one) ?? ""])) });
      sections.at(-1)?.meta.set(key, value);
    } else if (table !== null && row.filter((cell) => cell !== "").length > 1)
      table.rows.push({ cells: row, row: index + 1 });
    else {
      table = null;
      if (current.tables.length > 0) current.meta.set("footer", line);
    }
  }
  return sections.filter((section) => section.tables.length > 0);
}

const ROUNDING: Rounding = {
  signal: (row) => halfUnit(row.printed["FI - Bkgd"] ?? ""),
  parameters: 1e-3,
};

const KNOWN = new Set(["Analyte", "Type", "Well", "Description"]);

function rowOf(
  header: readonly string[],
  { cells, row }: { cells: readonly string[]; row: number },
  section: Section,
  file: string,
  reader: RowReader,
): DraftRow | Issue {
  const text = (column: string): string => cells[header.indexOf(column)] ?? "";
  const cell = (column: string): Cell => ({ text: text(column), column });
  if (section.sheet === undefined && cells.length < header.length)
    return shortPlateRow(
      file,
      undefined,
      row,
      `${header.length} cells as in the header`,
      `${cells.length} cells`,
    );
  const wells = wellNames(text("Well"));
  if (wells === null) return noWell(file, section.sheet, row, text("Well"));
  const flags = [
    ...(text("Outlier") === "" || text("Outlier") === "0" ? [] : [`outlier ${text("Outlier")}`]),
    ...(text("Sampling Errors") === "" ? [] : [`sampling errors ${text("Sampling Errors")}`]),
  ];
  const code = text("Type");
  return reader.row({
    level: wells.length > 1 ? "aggregated" : "well",
    wells,
    type: bioPlexType(code),
    code,
    sample: text("Description"),
    analyte: nameAndRegion(text("Analyte")).name,
    signal: cell("FI"),
    net: cell("FI - Bkgd"),
    beadCount: cell("Bead Count"),
    expected: cell("Exp Conc"),
    concentration: header.includes("Obs Conc") ? cell("Obs Conc") : null,
    dilution: cell("Dilution"),
    flags,
    printed: Object.fromEntries(
      header.flatMap((column, i) => (column === "" || KNOWN.has(column) ? [] : [[column, cells[i] ?? ""]])),
    ),
    at: { ...(section.sheet === undefined ? {} : { sheet: section.sheet }), row },
  });
}

/** The analytes of a section's rows; its curve belongs to one alone. */
function analytesOf(section: Section, source: Source, issues: Issue[]): readonly PlateAnalyte[] {
  const inRows = section.tables.flatMap(({ header, rows }) =>
    rows.map(({ cells }) => cells[header.indexOf("Analyte")] ?? ""),
  );
  const texts = [...new Set(inRows)];
  if (texts.length > 1) return texts.map((text) => ({ ...nameAndRegion(text), unit: "" }));
  const { name, region } = nameAndRegion(texts[0] ?? section.meta.get("Analyte") ?? "");
  const text = section.meta.get("Std. Curve");
  let curve: PrintedCurve | null = null;
  if (text !== undefined) {
    curve = bioPlexCurve(text, source.decimal);
    if (curve === null) issues.push(curveNotRead(source.file, section.sheet, text));
    else issues.push(...curveRemarks(source.file, section.sheet, name, curve));
    const fit = section.meta.get("FitProb.");
    if (fit !== undefined && /^0[.,]0+(?!\d)/.test(fit))
      issues.push(poorFit(source.file, section.sheet, name, fit.split(",").slice(0, 1).join()));
  }
  return [
    {
      name,
      ...(region === undefined ? {} : { region }),
      unit: "",
      ...(curve === null ? {} : { printedCurve: curve }),
    },
  ];
}

/** Tables of the same plate stand under the same file name and plate. */
const plateKey = ({ meta }: Section): string =>
  JSON.stringify([meta.get("File Name") ?? "", meta.get("Plate ID") ?? ""]);

export function readBioPlexTable(source: Source): PlatesReading {
  const issues: Issue[] = [];
  const reader = rowReader(source.file, source.decimal);
  const used: string[] = [];
  const skipped: string[] = [];
  const byPlate = new Map<string, Section[]>();
  for (const sheet of source.sheets) {
    const sections = sectionsOf(sheet);
    if (sheet.name !== undefined) (sections.length > 0 ? used : skipped).push(sheet.name);
    for (const section of sections) addTo(byPlate, plateKey(section), section);
  }
  const end = source.sheets.at(-1)?.rows.findLastIndex((row) => row.some((cell) => cell !== "")) ?? 0;
  const last = [...byPlate.values()].at(-1)?.at(-1);
  // Every table of the software is followed by lines that explain its marks; a workbook cannot be cut in the middle.
  if (source.text !== null && last !== undefined && !last.meta.has("footer") && !last.meta.has("Std. Curve"))
    issues.push(cutFile(source.file, "the remarks below every table", end + 1, "them"));
  if (skipped.length > 0) issues.push(severalTables(source.file, used, skipped));

  const plates = [...byPlate.values()].map((sections): ReadPlate => {
    const found = sections.flatMap((section) => analytesOf(section, source, issues));
    const analytes = found.filter(({ name }, i) => found.findIndex((one) => one.name === name) === i);
    const drafts: DraftRow[] = [];
    for (const section of sections)
      for (const { header, rows } of section.tables)
        for (const row of rows) {
          const read = rowOf(header, row, section, source.file, reader);
          if ("severity" in read) issues.push(read);
          else drafts.push(read);
        }
    const settled = settleRows(drafts, source.file);
    issues.push(...settled.issues);
    const { rows } = settled;
    issues.push(...doubled(rows, source.file));
    issues.push(...checkPrinted(source.file, analytes, rows, ROUNDING));
    const meta = sections[0]?.meta;
    const dated = plateDate(meta?.get("Acquisition Date") ?? "", source.file, issues);
    return {
      plate: meta?.get("Plate ID") ?? "",
      software: "Bio-Plex Manager",
      ...dated,
      analytes,
      rows,
    };
  });
  const names = [...new Set(plates.flatMap((plate) => plate.analytes.map(({ name }) => name)))];
  return { plates, issues: [...issues, ...reader.issues(), unitMissing(source.file, names)] };
}

/** A workbook may hold the wells and, above them, rows that sum them up. */
function doubled(rows: readonly ReadRow[], file: string): Issue[] {
  const single = new Set(
    rows.flatMap((row) => (row.level === "well" ? [`${row.analyte}\n${row.wells[0]}`] : [])),
  );
  const sums = rows.filter(
    (row) => row.level === "aggregated" && row.wells.some((well) => single.has(`${row.analyte}\n${well}`)),
  );
  return sums.length === 0 ? [] : [rawAndSummary(file, single.size, sums.length)];
}
