/** A table as Parquet: texts, doubles, dates and booleans, with label and unit of each column in the file's metadata. */
import { parquetWriteBuffer } from "hyparquet-writer";
import type { FlatColumn, FlatTable } from "./flat-table.ts";

const DAY_MILLISECONDS = 86_400_000;

const schemaOf = ({ name, kind }: FlatColumn) => {
  const base = { name, repetition_type: "OPTIONAL" as const };
  switch (kind) {
    case "number":
      return { ...base, type: "DOUBLE" as const };
    case "date":
      return { ...base, type: "INT32" as const, converted_type: "DATE" as const };
    case "boolean":
      return { ...base, type: "BOOLEAN" as const };
    case "text":
    case "category":
      return { ...base, type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const };
  }
};

const dataOf = ({ kind, cells }: FlatColumn): unknown[] =>
  cells.map((cell) => {
    if (cell === null) return null;
    if (kind === "date") return new Date(Number(cell) * DAY_MILLISECONDS);
    return kind === "boolean" ? cell === 1 : cell;
  });

/** Packed with Snappy; the same table gives the same bytes. */
export function writeParquet({ columns }: FlatTable): Uint8Array {
  const buffer = parquetWriteBuffer({
    schema: [{ name: "root", num_children: columns.length }, ...columns.map(schemaOf)],
    columnData: columns.map((column) => ({ name: column.name, data: dataOf(column) })),
    kvMetadata: columns.map(({ name, label, unit, levels }) => ({
      key: `cistern:${name}`,
      value: JSON.stringify({ label, unit, levels }),
    })),
    createdBy: "Cistern",
  });
  return new Uint8Array(buffer);
}
