/** Columns that tell who a person is: they belong in no file for analysis, and in no report. */
import { identifyingColumn } from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { TextTable } from "./text-table.ts";

interface Kind {
  /** Completes "a column of ...". */
  readonly what: string;
  readonly header: RegExp;
  /** What a cell of this kind looks like; absent where only the header can tell. */
  readonly cell?: RegExp;
}

const KINDS: readonly Kind[] = [
  {
    what: "names of people",
    header:
      /^(?:(?:first|last|given|family|full|patient|subject|participant|maiden)[ _-]?names?|name|surname|vorname|nachname|familienname|cognome|nome|nom|pr[e\u00e9]nom|apellidos?|nombre)$/i,
  },
  {
    what: "dates of birth",
    header:
      /^(?:dob|birth[ _-]?da(?:te|y)|date[ _-]?of[ _-]?birth|geburts(?:datum|tag)|data[ _-]?(?:di[ _-]?)?nascita|date[ _-]?de[ _-]?naissance|fecha[ _-]?de[ _-]?nacimiento)$/i,
  },
  {
    what: "e-mail addresses",
    header: /^e-?mails?(?:[ _-]?address)?$/i,
    cell: /^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i,
  },
  {
    what: "telephone numbers",
    header:
      /^(?:(?:tele)?phone|mobile|cell(?:ular)?[ _-]?phone|telefon|handy|telefono|t[e\u00e9]l[e\u00e9]phone|fax)(?:[ _-]?(?:no|number|nr|nummer))?$/i,
    cell: /^(?:\+|00)[1-9](?:[ ()/.-]?\d){7,13}$/,
  },
  {
    what: "addresses",
    header:
      /^(?:(?:home[ _-]?)?address|adresse|street|stra(?:sse|\u00dfe)|indirizzo|direcci[o\u00f3]n|post(?:al)?[ _-]?code|zip(?:[ _-]?code)?|plz)$/i,
  },
  {
    what: "numbers of insurance or hospital records",
    header:
      /^(?:mrn|medical[ _-]?record[ _-]?(?:no|number)|ssn|social[ _-]?security[ _-]?(?:no|number)|nhs[ _-]?(?:no|number)|(?:kranken)?versicherten?nummer|versicherungsnummer|ahv(?:[ _-]?nr)?|codice[ _-]?fiscale)$/i,
    cell: /^(?:756\.\d{4}\.\d{4}\.\d{2}|[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z])$/,
  },
];

// Enough to see what a column holds.
const SAMPLE_RECORDS = 1000;

/** What a column says of people, by its header or by most of its cells; null where nothing. */
export function personalKind(header: string, cells: readonly (string | null)[]): string | null {
  const filled = cells.slice(0, SAMPLE_RECORDS).flatMap((cell) => {
    const text = cell?.trim() ?? "";
    return text === "" ? [] : [text];
  });
  if (filled.length === 0) return null;
  for (const { what, header: named, cell } of KINDS) {
    if (named.test(header.trim())) return what;
    if (cell !== undefined && 2 * filled.filter((text) => cell.test(text)).length > filled.length)
      return what;
  }
  return null;
}

/** A warning for each such column. Its cells are not repeated in the message. */
export function personalData(table: TextTable): Issue[] {
  return table.columns.flatMap((column, j) => {
    const cells = table.records.slice(0, SAMPLE_RECORDS).map((record) => record[j] ?? null);
    const what = personalKind(column, cells);
    const { file, sheet } = table;
    return what === null
      ? []
      : [identifyingColumn({ file, ...(sheet === undefined ? {} : { sheet }), column, rows: [] }, what)];
  });
}
