/** Plates with known contents, written in three layouts, come back; cut, reordered and in another locale too. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlateFile, type PlateFileReading } from "./read-plate-file.ts";

interface Known {
  readonly well: string;
  readonly sample: string;
  readonly signal: number;
  readonly printed: string;
  readonly status: string;
}

const WELLS = Array.from({ length: 96 }, (_, i) => `${"ABCDEFGH"[Math.floor(i / 12)]}${(i % 12) + 1}`);

const printed = fc.oneof(
  fc
    .integer({ min: 2000, max: 900_000 })
    .map((n) => ({ printed: (n / 1000).toFixed(3), status: "quantified" })),
  fc.constant({ printed: "<1.5", status: "belowLloq" }),
  fc.constant({ printed: ">1000", status: "aboveUloq" }),
  fc.constant({ printed: "", status: "notMeasured" }),
);

const plate = fc
  .uniqueArray(fc.nat(95), { minLength: 2, maxLength: 20 })
  .chain((at) =>
    fc.tuple(
      fc.constant(at),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), printed), {
        minLength: at.length,
        maxLength: at.length,
      }),
    ),
  )
  .map(([at, cells]) =>
    at.map((i, k): Known => {
      const [signal, what] = cells[k] ?? [1, { printed: "", status: "notMeasured" }];
      return { well: WELLS[i] ?? "A1", sample: `MS-${k + 1}`, signal: signal / 10 + 0.05, ...what };
    }),
  );

const asLong = (rows: readonly Known[]): string =>
  [
    "plate,well,sample,analyte,signal,conc,unit",
    ...rows.map((r) => `P1,${r.well},${r.sample},IL-6,${r.signal.toFixed(2)},${r.printed},pg/mL`),
    "",
  ].join("\n");

const asMsd = (rows: readonly Known[]): string =>
  [
    "Plate_1,,,,,,",
    "Sample,Assay,Well,Signal,Calc. Concentration,Dilution,Spot",
    ...rows.map((r) => `${r.sample},IL-6,${r.well},${r.signal.toFixed(2)},${r.printed},1,1`),
    "",
  ].join("\n");

const asXponent = (rows: readonly Known[]): string => {
  const block = (name: string, cell: (row: Known) => string): string[] => [
    `DataType:,${name},,`,
    "Location,Sample,IL-6,Total Events",
    ...rows.map((r, i) => `"${i + 1}(1,${r.well})",${r.sample},${cell(r)},300`),
    ",,,",
  ];
  return [
    "Program,xPONENT,,MAGPIX",
    "Batch,P1,,",
    "Results,,,",
    ...block("Median", (r) => r.signal.toFixed(2)),
    ...block("Result", (r) => r.printed),
    "-- CRC --,,,",
    "",
  ].join("\n");
};

const LAYOUTS: readonly (readonly [string, (rows: readonly Known[]) => string])[] = [
  ["a long table", asLong],
  ["Discovery Workbench", asMsd],
  ["xPONENT", asXponent],
];

const read = (text: string): Promise<PlateFileReading> =>
  readPlateFile(new TextEncoder().encode(text), "file", { minimumBeads: 35 });

const contents = (reading: PlateFileReading): unknown[] =>
  reading.plates
    .flatMap(({ rows }) =>
      rows.map((row) => [row.wells[0], row.sample, row.signal, row.concentrationText, row.status]),
    )
    .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

const known = (rows: readonly Known[]): unknown[] =>
  rows
    .map((r) => [r.well, r.sample, Number(r.signal.toFixed(2)), r.printed, r.status])
    .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

describe.each(LAYOUTS)("%s", (_, write) => {
  it("comes back as it was written", async () => {
    await fc.assert(
      fc.asyncProperty(plate, async (rows) => {
        expect(contents(await read(write(rows)))).toEqual(known(rows));
      }),
    );
  });

  it("comes back from semicolons and decimal commas", async () => {
    await fc.assert(
      fc.asyncProperty(plate, async (rows) => {
        const local = write(rows)
          .replaceAll(/"[^"]*"|,/g, (part) => (part === "," ? ";" : part))
          .replaceAll(/(\d)\.(\d)/g, "$1,$2");
        const got = contents(await read(local)).map((row) =>
          (row as unknown[]).map((cell) => (typeof cell === "string" ? cell.replace(",", ".") : cell)),
        );
        expect(got).toEqual(known(rows));
      }),
    );
  });

  it("never loses a row of a cut file in silence, and reads no wrong number above the last line", async () => {
    await fc.assert(
      fc.asyncProperty(plate, fc.double({ min: 0, max: 1, noNaN: true }), async (rows, share) => {
        const text = write(rows);
        const cut = text.slice(0, Math.floor(share * text.length));
        // Between two rows nothing tells a cut file from a short one.
        fc.pre(!cut.endsWith("\n"));
        const reading = await read(cut);
        const told = reading.issues.some(({ severity }) => severity !== "note");
        expect(told).toBe(true);
        const whole = new Map(rows.map((r) => [r.well, r]));
        const last = cut.split("\n").length;
        for (const row of reading.plates.flatMap((one) => one.rows))
          if (row.at.row < last && row.signal !== null)
            expect(row.signal).toBe(Number(whole.get(row.wells[0] ?? "")?.signal.toFixed(2)));
      }),
    );
  });
});
