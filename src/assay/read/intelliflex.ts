/** Luminex INTELLIFLEX, single data set: one row per well, columns `R20: RP1 MEDIAN`. */
import type { Issue } from "../../core/issues/issue.ts";
import { noWell } from "../../core/issues/plate-file.ts";
import { bioPlexType } from "./bio-plex-table.ts";
import { type FlatRow, flatTable, headerIndex } from "./flat-table.ts";
import { addTo } from "./grouped.ts";
import { plateDate } from "./plate-date.ts";
import type { PlatesReading, ReadPlate } from "./reading.ts";
import { type DraftRow, type RowReader, rowReader } from "./rows.ts";
import { typeOfSample } from "./sample-type.ts";
import { settleRows } from "./settle.ts";
import type { Source } from "./source.ts";
import { wellNames } from "./wells.ts";

export const INTELLIFLEX_HEADER = ["INSTRUMENT TYPE", "WELL LOCATION"];

const MEASURE = /^R(\d+): RP(\d+) (.+)$/;
const ROLES = new Set(["MEDIAN", "NET MEDIAN", "COUNT"]);

/** One bead region read by one reporter. */
interface Channel {
  readonly prefix: string;
  readonly region: string;
  readonly reporter: string;
  readonly measures: readonly string[];
}

function channelsOf(columns: readonly string[]): Channel[] {
  const channels = new Map<string, { region: string; reporter: string; measures: string[] }>();
  for (const column of columns) {
    const [, region, reporter, measure] = MEASURE.exec(column) ?? [];
    if (region === undefined || reporter === undefined || measure === undefined) continue;
    const prefix = `R${region}: RP${reporter}`;
    const known = channels.get(prefix) ?? { region, reporter, measures: [] };
    known.measures.push(measure);
    channels.set(prefix, known);
  }
  return [...channels].map(([prefix, channel]) => ({ prefix, ...channel }));
}

/** The second reporter of a region is another analyte. */
function analyteName({ prefix, region, reporter }: Channel, row: FlatRow): string {
  const name = row.text(`${prefix} ANALYTE NAME`) || `R${region}`;
  return reporter === "1" ? name : `${name} (RP${reporter})`;
}

function rowOf(row: FlatRow, wells: readonly string[], channel: Channel, reader: RowReader): DraftRow {
  const code = row.text("WELL TYPE");
  const sample = row.text("SAMPLE ID");
  const status = row.text("WELL STATUS");
  const cell = (measure: string): { text: string; column: string } =>
    row.cell(`${channel.prefix} ${measure}`);
  const others = channel.measures.filter((measure) => !ROLES.has(measure));
  return reader.row({
    level: "well",
    wells,
    type: code === "" ? typeOfSample(sample) : bioPlexType(code),
    code,
    sample,
    analyte: analyteName(channel, row),
    signal: cell("MEDIAN"),
    net: cell("NET MEDIAN"),
    beadCount: cell("COUNT"),
    concentration: null,
    dilution: row.cell("DILUTION"),
    flags: status === "" || status === "Completed" ? [] : [status],
    printed: {
      REPORTER: channel.reporter,
      "WELL STATUS": status,
      ...Object.fromEntries(others.map((measure) => [measure, cell(measure).text])),
    },
    at: { row: row.row },
  });
}

export function readIntelliflex(source: Source): PlatesReading {
  const { file } = source;
  const [sheet = { rows: [] }] = source.sheets;
  const table = flatTable(sheet, file, headerIndex(sheet.rows, INTELLIFLEX_HEADER));
  const reader = rowReader(file, source.decimal);
  const channels = channelsOf(table.columns);
  const issues: Issue[] = [...table.issues];
  const byPlate = new Map<string, FlatRow[]>();
  for (const row of table.rows) addTo(byPlate, row.text("PLATE NAME"), row);

  const plates = [...byPlate].map(([plate, rows]): ReadPlate => {
    const analytes = new Map<string, string>();
    const drafts = rows.flatMap((row) => {
      const wells = wellNames(row.text("WELL LOCATION"));
      if (wells === null) {
        issues.push(noWell(file, sheet.name, row.row, row.text("WELL LOCATION")));
        return [];
      }
      return channels.map((channel) => {
        const draft = rowOf(row, wells, channel, reader);
        analytes.set(draft.analyte, channel.region);
        return draft;
      });
    });
    const settled = settleRows(drafts, file);
    issues.push(...settled.issues);
    const written = rows[0]?.text("PLATE START") ?? "";
    const dated = plateDate(written, file, issues);
    return {
      plate,
      software: `INTELLIFLEX ${rows[0]?.text("SOFTWARE VERSION") ?? ""}`.trim(),
      ...dated,
      analytes: [...analytes].map(([name, region]) => ({ name, region, unit: "" })),
      rows: settled.rows,
    };
  });
  return { plates, issues: [...issues, ...reader.issues()] };
}
