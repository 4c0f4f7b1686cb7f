// Random tables written by DuckDB as Parquet and as text, with the cells that a reader must find.
// Usage: node tables.mjs FOLDER TABLES SEED, with @duckdb/node-api beside it (npm install --prefix tools/round-trips).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [folder, tables, seed] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create()).connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();

// SQL of a random column, and SQL of its text as a reader must show it.
const KINDS = [
  [
    "VARCHAR",
    `list_extract(['RR', '0012', '<0.5', '', 'a;b', 'c,d', 'say "x"', 'Zoë', '中文', '=1+1', ' x ', 'NULL', repeat('long ', 200)], 1 + (random() * 13)::INT % 13)`,
    "%",
  ],
  [
    "DOUBLE",
    "list_extract([random(), random() * 1e6, 0.1 + 0.2, 1e-7, -1e300, 5], 1 + (random() * 6)::INT % 6)",
    "number",
  ],
  ["FLOAT", "(random() * 100)::FLOAT", "%"],
  ["INTEGER", "(random() * 2e9 - 1e9)::INTEGER", "%"],
  ["TINYINT", "(random() * 200 - 100)::TINYINT", "%"],
  ["UINTEGER", "(random() * 4e9)::UINTEGER", "%"],
  ["BIGINT", "9007199254740993 + (random() * 1e9)::BIGINT", "%"],
  ["HUGEINT", "(random() * 1e6)::INTEGER", null],
  ["DECIMAL(12,4)", "(random() * 1e6)::DECIMAL(12,4)", "%"],
  ["DECIMAL(30,6)", "(random() * 1e12)::DECIMAL(30,6)", "%"],
  ["DATE", "DATE '1970-01-01' + ((random() * 60000)::INT - 30000)", "%"],
  ["TIMESTAMP", "TIMESTAMP '2001-02-03 04:05:06' + to_milliseconds((random() * 1e12)::BIGINT)", "timestamp"],
  ["TIME", "TIME '01:02:03'", "%"],
  ["BOOLEAN", "random() < 0.5", "%"],
  ["UUID", "uuid()", "%"],
].filter(([, , text]) => text !== null);

const textOf = (name, text) => {
  if (text === "timestamp")
    return `regexp_replace(strftime("${name}", '%Y-%m-%dT%H:%M:%S.%g'), '\\.000$', '')`;
  return text === "number" ? `"${name}"` : `"${name}"::VARCHAR`;
};

const expect = (name, format, columns, cells) =>
  writeFileSync(
    join(folder, `${name}.expected.json`),
    JSON.stringify({
      fixture: name,
      format,
      refused: false,
      issues: [],
      tables: [
        {
          nrow: cells.length,
          ncol: columns.length,
          columns: columns.map((column) => ({ name: column })),
          cells,
        },
      ],
    }),
  );

await rows(`SELECT setseed(${(Number(seed) % 1000) / 1000})`);
for (let k = 0; k < Number(tables); k++) {
  const number = String(k).padStart(3, "0");
  const [[count]] = await rows("SELECT 3 + (random() * 60)::INT");
  const picked = [];
  for (let i = 0; i < 8; i++) {
    const [[at]] = await rows(`SELECT (random() * ${KINDS.length})::INT % ${KINDS.length}`);
    picked.push([`c${i}`, ...KINDS[Number(at)]]);
  }
  const columns = ["id", ...picked.map(([name]) => name)];
  await rows(
    `CREATE OR REPLACE TABLE t AS SELECT 'P' || i AS id, ${picked
      .map(([name, type, sql]) => `CASE WHEN random() < 0.15 THEN NULL ELSE (${sql})::${type} END AS ${name}`)
      .join(", ")} FROM range(${Number(count)}) r(i)`,
  );
  const read = await rows(
    `SELECT id, ${picked.map(([name, , , text]) => textOf(name, text)).join(", ")} FROM t`,
  );
  const cells = read.map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  for (const [codec, version] of [
    ["snappy", "v1"],
    ["zstd", "v2"],
    ["gzip", "v1"],
    ["lz4_raw", "v2"],
    ["brotli", "v1"],
    ["uncompressed", "v2"],
  ]) {
    const name = `duckdb_${number}_${codec}.parquet`;
    await rows(
      `COPY t TO '${join(folder, name)}' (FORMAT parquet, COMPRESSION ${codec}, PARQUET_VERSION ${version}, ROW_GROUP_SIZE 20)`,
    );
    expect(name, "parquet", columns, cells);
  }
  const texts = picked.filter(([, type]) => type === "VARCHAR" || type === "DATE" || type === "INTEGER");
  const name = `duckdb_${number}.csv`;
  const kept = ["id", ...texts.map(([one]) => one)];
  const delimiter = [",", ";", "\\t", "|"][k % 4];
  await rows(
    `COPY (SELECT ${kept.join(", ")} FROM t) TO '${join(folder, name)}' (HEADER, DELIMITER '${delimiter}')`,
  );
  const at = kept.map((one) => columns.indexOf(one));
  expect(
    name,
    "csv",
    kept,
    cells.map((row) => at.map((i) => row[i] ?? "")),
  );
}
