/** Small files of every kind, written by hand: what is read in them, and what is said about what is wrong. */
import { describe, expect, it } from "vitest";
import { describeIssue } from "../../core/issues/issue.ts";
import { readPlateFile, type PlateFileReading } from "./read-plate-file.ts";
import type { ReadRow } from "./reading.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => {
  const units = `\ufeff${text}`;
  const bytes = new Uint8Array(units.length * 2);
  for (let i = 0; i < units.length; i++) {
    bytes[2 * i] = units.charCodeAt(i) & 255;
    bytes[2 * i + 1] = units.charCodeAt(i) >> 8;
  }
  return bytes;
};
const read = (text: string, file = "file"): Promise<PlateFileReading> =>
  readPlateFile(utf8(text), file, { minimumBeads: 35 });

const rowsOf = (reading: PlateFileReading): readonly ReadRow[] =>
  reading.plates.flatMap((plate) => plate.rows);
const statuses = (reading: PlateFileReading): string[] =>
  rowsOf(reading).map((row) => `${row.wells.join("+")} ${String(row.status)}`);
const errors = (reading: PlateFileReading): string[] =>
  reading.issues.filter(({ severity }) => severity === "error").map((issue) => describeIssue(issue));
const codes = (reading: PlateFileReading): string[] => reading.issues.map(({ code }) => code);

const BIO_PLEX = `File Name: C:\\run.rbx
Analyte: Hu IL-6 (19)
"Acquisition Date: 14-Mar-2019, 10:05 AM"
Plate ID: P1

Analyte,Type,Well,Outlier,Description,FI,FI - Bkgd,Std Dev,%CV,Obs Conc,Exp Conc,Dilution,Sampling Errors
Hu IL-6 (19),B,"H3,H4",0,,28.5,28.5,3.54,12.41,,,1,
Hu IL-6 (19),S1,"A1,A2",0,,10010,9981.5,1,1,1000.00,1000,1,
Hu IL-6 (19),S2,"B1,B2",0,,40.5,12,0.71,5.89,1.27,1.35,1,
Hu IL-6 (19),S3,"C1,C2",1,,---,---,,,,0.2,1,
Hu IL-6 (19),X1,"A3,A4",0,11027-01,31.8,3.3,3.18,97.91,*1.55,,4,
Hu IL-6 (19),X2,"A5,A6",0,11027-02,30000,29971.5,3.18,97.91,*5550,,4,"1,2"
Hu IL-6 (19),X16,"A7,A8",0,11024-03,27,-1.5,4.95,-329.98,OOR <,,4,
Hu IL-6 (19),X17,"B7,B8",0,11024-04,32000,31971.5,4.95,1,OOR >,,4,
Hu IL-6 (19),X30,"G9,G10",0,6292-03,***,***,***,***,***,,4,

***Value not available / --- = Designated as an outlier
`;

describe("Bio-Plex Manager table", () => {
  it("gives every token its status, and keeps its text", async () => {
    const reading = await read(BIO_PLEX);
    expect(reading.kind).toBe("bio-plex-table");
    expect(statuses(reading)).toEqual([
      "H3+H4 null",
      "A1+A2 quantified",
      "B1+B2 quantified",
      "C1+C2 invalid",
      "A3+A4 extrapolatedLow",
      "A5+A6 extrapolatedHigh",
      "A7+A8 belowLod",
      "B7+B8 aboveUloq",
      "G9+G10 notMeasured",
    ]);
    expect(rowsOf(reading).map((row) => row.concentrationText)).toContain("*1.55");
    expect(rowsOf(reading)[4]).toMatchObject({ concentration: 1.55, dilution: 4, net: 3.3, code: "X1" });
    expect(rowsOf(reading)[5]?.flags).toEqual(["sampling errors 1,2"]);
    expect(reading.plates[0]).toMatchObject({ plate: "P1", date: "2019-03-14T10:05" });
    expect(reading.plates[0]?.analytes[0]).toMatchObject({ name: "Hu IL-6", region: "19" });
  });

  it("reads analytes below each other under one head, each with its curve", async () => {
    const curve = "Std. Curve: FI = 1 + (10001 - 1) / ((1 + (Conc / 100)^-1))^1.5\n";
    const second = BIO_PLEX.slice(BIO_PLEX.indexOf("Analyte,Type")).replaceAll("Hu IL-6 (19)", "Hu TNF (20)");
    const reading = await read(`${BIO_PLEX}\nAnalyte: Hu TNF (20)\n${second}${curve}`);
    expect(reading.plates).toHaveLength(1);
    expect(reading.plates[0]?.analytes).toMatchObject([
      { name: "Hu IL-6", region: "19" },
      { name: "Hu TNF", region: "20", printedCurve: { a: 10001, g: 1.5 } },
    ]);
    expect(reading.plates[0]?.analytes[0]?.printedCurve).toBeUndefined();
    expect(rowsOf(reading)).toHaveLength(18);
  });

  it("lists every bad cell with its place, and reads the others", async () => {
    const bad = BIO_PLEX.replace("31.8,3.3", "31.8x,3.3").replace("OOR <", "low").replace('"A5,A6"', "Z5");
    const reading = await read(bad);
    expect(errors(reading)).toEqual([
      'file, row 12: expected a well from A1 to P24, got "Z5"; the row is not read: correct the well, or export the file again',
      'file, row 11, column FI: expected a number, or a word that the instrument\'s software writes instead of one, got "31.8x"; correct the cell in the software and export again; the row is kept without this number',
      'file, row 13, column Obs Conc: expected a number, or a word that the instrument\'s software writes instead of one, got "low"; correct the cell in the software and export again; the row is kept without this number',
    ]);
    expect(statuses(reading)).toContain("A7+A8 invalid");
    expect(rowsOf(reading)).toHaveLength(8);
  });

  it("says where a cut file ends", async () => {
    const cut = BIO_PLEX.slice(0, BIO_PLEX.indexOf("11027-02"));
    const reading = await read(cut);
    expect(errors(reading)[1]).toBe(
      "file, row 12: expected 13 cells as in the header, got 5 cells; the row is not read: correct it, or export the file again; decimal commas need quotes around their cell",
    );
    expect(errors(reading)[0]).toBe(
      "file, row 12: expected the remarks below every table, got the end of the file without them; copy or export the file again: what stands above is read, the rest is not there",
    );
    expect(rowsOf(reading)).toHaveLength(5);
  });

  it("tells that a workbook of wells and of their sums holds both", async () => {
    const both = BIO_PLEX.replace(
      'Hu IL-6 (19),X1,"A3,A4"',
      'Hu IL-6 (19),X1,A3,0,11027-01,31.8,3.3,,,*1.55,,4,\nHu IL-6 (19),X1,"A3,A4"',
    );
    expect(codes(await read(both))).toContain("raw-and-summary-rows");
  });
});

const XPONENT = (blocks: string): string => `"Program","xPONENT","","MAGPIX"
"Build","4.2"
"Batch","B7"
"BatchStartTime","3/14/2019 10:05:11 AM"
"Samples","6","Min Events","50","Per Bead"
"Results"
${blocks}
-- CRC --
CRC32: 0
`;
const wells = (name: string, cells: readonly string[]): string =>
  [
    `"DataType:","${name}"`,
    `"Location","Sample","IL6","Total Events"`,
    ...["Standard1", "Standard2", "Background0", "MS-1", "MS-2", "MS-3"].map(
      (sample, i) => `"${i + 1}(1,${"ABCDEF"[i]}1)","${sample}","${cells[i]}","100"`,
    ),
    "",
  ].join("\n");
const UNITS = `"DataType:","Units"\n"Analyte:","IL6"\n"BeadID:","19"\n"Units:","pg/mL"\n`;
const LEVELS = `"DataType:","Standard Expected Concentration"\n"Reagent","IL6"\n"Standard1","1000"\n"Standard2","1"\n`;
const DILUTION = `"DataType:","Dilution Factor"\n"Location","Sample","Dilution Factor"\n"4(1,D1)","MS-1","2"\n"5(1,E1)","MS-2","2"\n"6(1,F1)","MS-3","2"\n`;
const MEDIAN = wells("Median", ["9000", "40", "12", "11", "15", "200"]);
const COUNT = wells("Count", ["80", "70", "60", "20", "50", "50"]);
const RESULT = wells("Result", ["1000", "1", "NaN", "< 1", "0.5", "30"]);

describe("xPONENT", () => {
  it("reads its blocks in whatever order they stand", async () => {
    const one = await read(XPONENT([MEDIAN, COUNT, RESULT, UNITS, LEVELS, DILUTION].join("\n")));
    const other = await read(XPONENT([DILUTION, LEVELS, UNITS, RESULT, COUNT, MEDIAN].join("\n")));
    expect(statuses(one).toSorted()).toEqual(statuses(other).toSorted());
    expect(statuses(one)).toEqual([
      "A1 quantified",
      "B1 quantified",
      "C1 null",
      "D1 belowLloq",
      "E1 extrapolatedLow",
      "F1 quantified",
    ]);
    expect(one.plates[0]).toMatchObject({
      plate: "B7",
      software: "xPONENT 4.2",
      date: "2019-03-14T10:05:11",
    });
    expect(one.plates[0]?.analytes).toEqual([{ name: "IL6", region: "19", unit: "pg/mL" }]);
  });

  it("multiplies a bound that is the lowest standard by the dilution, and says so", async () => {
    const reading = await read(XPONENT([MEDIAN, RESULT, UNITS, LEVELS, DILUTION].join("\n")));
    expect(rowsOf(reading)[3]?.bound).toEqual({ op: "<", limit: 2, limitType: "lowestStandard" });
    expect(rowsOf(reading)[3]?.concentrationText).toBe("< 1");
    expect(codes(reading)).toEqual(
      expect.arrayContaining(["limit-not-multiplied-by-dilution", "number-outside-standards"]),
    );
  });

  it("lists wells with few beads", async () => {
    const reading = await read(XPONENT([MEDIAN, COUNT].join("\n")));
    expect(reading.issues.find(({ code }) => code === "low-bead-count")?.got).toBe(
      'fewer in 1 reading: "20" in D1 of IL6',
    );
    expect(rowsOf(reading)[3]).toMatchObject({ status: "signalOnly", beadCount: 20 });
  });

  it("says that the end mark is missing, and reads what is there", async () => {
    const whole = XPONENT([MEDIAN, RESULT].join("\n"));
    const reading = await read(`${whole.slice(0, whole.indexOf('"5(1,E1)","MS-2","0.5"'))}"5(1,E1)","MS`);
    expect(errors(reading).some((text) => text.includes("the end of the file without -- CRC --"))).toBe(true);
    expect(statuses(reading)).toContain("D1 belowLloq");
    expect(statuses(reading)).toContain("F1 invalid");
  });

  it("does not take half of a cell, in which the file ends, for a number", async () => {
    const whole = XPONENT([MEDIAN, LEVELS, DILUTION.replaceAll('"2"', '"20"')].join("\n"));
    const atDilution = await read(whole.slice(0, whole.indexOf('"20"') + 2));
    expect(rowsOf(atDilution)[3]).toMatchObject({ wells: ["D1"], dilution: 1, dilutionStated: false });
    const atLevel = await read(whole.slice(0, whole.indexOf('"1000"') + 3));
    expect(rowsOf(atLevel)[0]?.expectedConcentration).toBeUndefined();
  });

  it("does not read a row whose decimal commas made two cells of one", async () => {
    const plain = XPONENT(MEDIAN).replaceAll(/"([^",\n]*)"/g, "$1");
    const reading = await read(plain.replace("MS-1,11,100", "MS-1,11,5,100"));
    expect(errors(reading)[0]).toContain("expected 4 cells in block Median, got 5");
  });

  it("keeps the first of a location that comes twice", async () => {
    const reading = await read(XPONENT(MEDIAN.replace('"6(1,F1)","MS-3","200"', '"5(1,E1)","MS-2","999"')));
    expect(errors(reading)[0]).toContain("expected each location once in block Median, got 5(1,E1) again");
    expect(rowsOf(reading).find((row) => row.wells[0] === "E1")?.signal).toBe(15);
  });

  it("parts two plates of a batch", async () => {
    const reading = await read(XPONENT(MEDIAN.replace("6(1,F1)", "6(2,F1)")));
    expect(reading.plates.map(({ plate, rows }) => [plate, rows.length])).toEqual([
      ["B7 plate 1", 5],
      ["B7 plate 2", 1],
    ]);
  });
});

const MSD = `Plate_7,,,,,,,
Sample,Assay,Well,Spot,Dilution,Concentration,Signal,Calc. Concentration,Detection Range
S001,IL-6,A01,1,,1000,90000,1010.5,In Detection Range
S002,IL-6,A02,1,,0,180,0.2,Below Detection Range
U001,IL-6,B01,1,2,,150,NaN,Below Fit Curve Range
U002,IL-6,B02,1,2,,99999,2000,Above Detection Range
U003,IL-6,B03,1,2,,400,4.5,In Detection Range
C001,IL-6,B04,1,1,,400,,
`;

describe("MSD Discovery Workbench", () => {
  it("lets the label decide against the number beside it", async () => {
    const reading = await read(MSD);
    expect(statuses(reading)).toEqual([
      "A1 quantified",
      "A2 belowLod",
      "B1 belowLod",
      "B2 aboveUloq",
      "B3 quantified",
      "B4 null",
    ]);
    expect(rowsOf(reading)[1]?.type).toBe("blank");
    expect(reading.issues.find(({ code }) => code === "number-with-out-of-range-flag")?.got).toBe(
      '"Below Detection Range: 0.2" in A2 of IL-6, "Above Detection Range: 2000" in B2 of IL-6',
    );
    expect(reading.plates[0]?.plate).toBe("Plate_7");
  });

  it("reads plates below each other", async () => {
    const reading = await read(`${MSD}\n${MSD.replaceAll("Plate_7", "Plate_8")}`);
    expect(reading.plates.map(({ plate, rows }) => [plate, rows.length])).toEqual([
      ["Plate_7", 6],
      ["Plate_8", 6],
    ]);
    expect(errors(reading)).toEqual([]);
  });

  it("reads the older export with a table for each role", async () => {
    const table = "Sample,Well,Signal,Mean,Calc. Concentration,Detection Range\n";
    const reading = await read(
      `Standard: IL-6 (Human)\n${table}S001,A01,900,900,100,In Detection Range\n\nUnknown: IL-6 (Human)\n${table}U001,B01,90,90,NaN,Below Fit Curve Range\n`,
    );
    expect(reading.plates).toHaveLength(1);
    expect(rowsOf(reading).map((row) => [row.analyte, row.type, row.status])).toEqual([
      ["IL-6 (Human)", "standard", "quantified"],
      ["IL-6 (Human)", "unknown", "belowLod"],
    ]);
  });
});

const SIMOA = `Sample Barcode,Assay,Location,Unit,Completion Date,Batch Name,Sample Type,Dilution Factor,Replicate AEB,Replicate Conc.,Flags,Errors,Result Status,Mean AEB,Mean Conc.
Blank,IL-6,A1,pg/mL,03/14/2019 10:05:00,B1,Calibrator,1,0.010,0.01,,,Completed,,
Blank,IL-6,A2,pg/mL,03/14/2019 10:05:00,B1,Calibrator,1,0.012,0.02,,,Completed,,
Blank,IL-6,,pg/mL,03/14/2019 10:05:00,B1,Calibrator,1,,,,,,0.011,0.015
P1,IL-6,B1,pg/mL,03/14/2019 10:05:00,B1,Specimen,4,0.013,0.05,,,Completed,,
P1,IL-6,B2,pg/mL,03/14/2019 10:05:00,B1,Specimen,4,0.5,40.1,Bead jam,,Completed,,
P2,IL-6,C1,pg/mL,03/14/2019 10:05:00,B1,Specimen,4,36.7,,,,Completed,,
P3,IL-6,C2,pg/mL,03/14/2019 10:05:00,B1,Specimen,4,0.7,,,,Failed,,
`;

describe("Simoa HD-X", () => {
  it("parts replicates from rows of statistics and settles statuses by the blanks", async () => {
    const reading = await read(SIMOA);
    expect(rowsOf(reading).map((row) => [row.level, row.wells.join("+"), row.status])).toEqual([
      ["well", "A1", "belowLod"],
      ["well", "A2", "belowLod"],
      ["aggregated", "A1+A2", "quantified"],
      ["well", "B1", "belowLod"],
      ["well", "B2", "quantified"],
      ["well", "C1", "aboveUloq"],
      ["well", "C2", "notMeasured"],
    ]);
    expect(rowsOf(reading)[4]?.flags).toEqual(["Bead jam"]);
    expect(codes(reading)).toEqual(expect.arrayContaining(["status-from-signal", "raw-and-summary-rows"]));
  });
});

it("Simoa: finds the well behind the name of a plate, and keeps rows whose location is none", async () => {
  const reading = await read(
    SIMOA.replace("P1,IL-6,B1", "P1,IL-6,Plate 1 - B01").replace("P2,IL-6,C1", "P2,IL-6,rack 7"),
  );
  const own = rowsOf(reading).filter((row) => row.level === "well");
  expect(own.map((row) => row.wells.join())).toEqual(["A1", "A2", "B1", "B2", "", "C2"]);
  expect(reading.issues.find(({ code }) => code === "location-unread")?.at.row).toBe(7);
});

const columns = Array.from({ length: 12 }, (_, i) => i + 1).join("\t");
const letters = "ABCDEFGH".split("");
const GEN5 = `Software Version\t3.12
Plate Number\tPlate 1
Date\t3/14/2019
Time\t10:05:11 AM
Layout

\t${columns}
${letters.map((l, r) => `${l}\t${r === 0 ? "STD1\tSTD2\tBLK" : `SPL${r}\t\t`}\t\t\t\t\t\t\t\t\tWell ID\n\t${r === 0 ? "100\t1\t" : "1:2\t\t"}\t\t\t\t\t\t\t\t\tConc/Dil`).join("\n")}

Results

\t${columns}
${letters.map((l, r) => `${l}\t${r === 0 ? "3.000\t0.100\t0.050" : `${["0.051", "9.999", "0.500", "1.000", "0.049", "4.2", "0.3"][r - 1]}\t\t`}\t\t\t\t\t\t\t\t\t450\n\t${r === 0 ? "100.1\t0.999\t" : `${["<2.000", "OVRFLW", "?????", "12.5", "<0.000", "?????", ">209.845"][r - 1]}\t\t`}\t\t\t\t\t\t\t\t\t[Concentration]`).join("\n")}

StdCurve Fitting Results
Curve Name\tCurve Formula\tA\tB\tC\tD\tR2
StdCurve\tY = (A-D)/(1+(X/C)^B) + D\t3.5\t-1\t50\t0.05\t0.99
`;

describe("Gen5", () => {
  it("joins layout, reads and concentrations", async () => {
    const reading = await read(GEN5);
    expect(reading.kind).toBe("gen5");
    expect(rowsOf(reading).map((row) => `${row.wells[0]} ${row.type} ${String(row.status)}`)).toEqual([
      "A1 standard quantified",
      "A2 standard quantified",
      "A3 blank null",
      "B1 unknown belowLloq",
      "C1 unknown aboveUloq",
      "D1 unknown invalid",
      "E1 unknown quantified",
      "F1 unknown belowLod",
      "G1 unknown aboveUloq",
      "H1 unknown aboveUloq",
    ]);
    expect(rowsOf(reading)[3]).toMatchObject({ dilution: 2, signal: 0.051, sample: "SPL1" });
    expect(reading.plates[0]?.analytes[0]?.printedCurve).toMatchObject({
      a: 3.5,
      b: -1,
      c: 50,
      d: 0.05,
      g: 1,
    });
  });

  it("takes an overflow of the detector for a signal above the curve", async () => {
    const reading = await read(
      GEN5.replace("9.999", "OVRFLW").replace(
        "\tOVRFLW\t\t\t\t\t\t\t\t\t\t\t\t[C",
        "\t?????\t\t\t\t\t\t\t\t\t\t\t\t[C",
      ),
    );
    expect(rowsOf(reading).find((row) => row.wells[0] === "C1")).toMatchObject({
      signal: null,
      signalText: "OVRFLW",
      status: "aboveUloq",
    });
    expect(errors(reading)).toEqual([]);
  });

  it("says which line is cut", async () => {
    const reading = await read(GEN5.slice(0, GEN5.indexOf("0.3\t")));
    expect(errors(reading)[0]).toMatch(
      /^file, row \d+: expected the name of its read at the end of every line/,
    );
  });
});

const SOFTMAX = `##BLOCKS= 3
Plate:\tPlate1\t1.3\tPlateFormat\tEndpoint
\tTemperature(°C)\t${columns}
${letters.map((_, r) => `\t${r === 0 ? "24.1" : ""}\t${["3.0", "0.1", "0.05", "0.06", "0.07", "3.4", "0.5", "0.6"][r]}${"\t".repeat(11)}`).join("\n")}
~End
Group: Standards
Sample\tConcentration\tWells\tValues\tMeanValue\tResult\tMeanResult
Standard1\t100\tA1\t3.0\t3.0\t99.5\t99.5
Standard2\t1\tB1\t0.1\t0.1\t1.02\t1.02

~End
Group: Unknowns
Sample\tWells\tValues\tResult\tMeanResult\tDilution\tAdjResult
P1\tC1\t0.05\tRange?\t0.60\t2\t1.2
\tD1\t0.06\t0.60
P2\tE1\t0.07\tRange?\tRange?\t2\tRange?
\tF1\t3.4\tRange?
P3\tG1\t0.5\tMasked\t7.0\t2\t14.0
\tH1\t0.6\t7.0

~End
`;

describe("SoftMax Pro", () => {
  it("reads UTF-16, settles Range? by the signal and carries the dilution of a sample to its wells", async () => {
    const reading = await readPlateFile(utf16(SOFTMAX), "file", { minimumBeads: 35 });
    expect(reading.kind).toBe("softmax");
    expect(statuses(reading)).toEqual([
      "A1 quantified",
      "B1 quantified",
      "C1 belowLloq",
      "D1 quantified",
      "E1 belowLloq",
      "F1 aboveUloq",
      "G1 invalid",
      "H1 quantified",
    ]);
    expect(rowsOf(reading)[3]).toMatchObject({ sample: "P1", dilution: 2, dilutionApplied: false });
    expect(reading.issues.find(({ code }) => code === "replicates-disagree")?.got).toBe('"Range?" in C1, D1');
  });

  it("counts its sections", async () => {
    const reading = await read(SOFTMAX.slice(0, SOFTMAX.indexOf("Group: Unknowns")));
    expect(errors(reading)[0]).toContain("expected 3 sections, each with its end");
  });
});

describe("grids, long tables and maps", () => {
  const grid = (cell: (letter: string, c: number) => string): string =>
    [
      `,${Array.from({ length: 12 }, (_, i) => i + 1).join(",")}`,
      ...letters.map((l) => [l, ...Array.from({ length: 12 }, (_, c) => cell(l, c))].join(",")),
      "",
    ].join("\n");

  it("reads a grid of signals", async () => {
    const reading = await read(grid((l, c) => `0.${l.charCodeAt(0)}${c}`));
    expect(reading.kind).toBe("plate-grid");
    expect(rowsOf(reading)).toHaveLength(96);
    expect(rowsOf(reading)[13]).toMatchObject({ wells: ["B2"], signal: 0.661, status: "signalOnly" });
  });

  it("drops the cell in which a grid ends, and names the rest", async () => {
    const text = grid((l, c) => `0.${l.charCodeAt(0)}${c}`);
    const reading = await read(text.slice(0, text.indexOf("0.726")));
    expect(errors(reading)).toEqual([
      "file, row 9: expected every cell of the plate, got the end of the file without columns 7 to 12; copy or export the file again: what stands above is read, the rest is not there",
    ]);
  });

  it("takes a grid of names for a plate map", async () => {
    const reading = await read(grid((l, c) => (c === 0 ? "B" : `P-${l}${c}`)));
    expect(reading.kind).toBe("plate-map");
    expect(reading.map?.entries).toHaveLength(96);
    expect(reading.map?.entries[0]).toMatchObject({ well: "A1", sample: "B", type: "blank" });
  });

  it("reads a long table under other names and with decimal commas", async () => {
    const reading = await read(
      "Plate;Well;Sample ID;Analyte;OD 450;Calculated Concentration;Unit\nP1;A01;Standard1;IL-6;1,25;10,5;pg/mL\nP1;B01;x;IL-6;0,05;<0,5;pg/mL\n",
    );
    expect(reading.kind).toBe("assay-long");
    expect(statuses(reading)).toEqual(["A1 quantified", "B1 belowLloq"]);
    expect(rowsOf(reading)[1]).toMatchObject({ signal: 0.05, bound: { limit: 0.5 } });
  });

  it("does not take 1.234 between semicolons for a number that nothing else confirms", async () => {
    const table = "well;sample;analyte;od\nA1;x;IL-6;1.234\n";
    expect(errors(await read(table))[0]).toBe(
      'file, row 2: expected a number with one reading, got "1.234"; it is a number of thousands or one with three decimals: export again without thousands separators',
    );
    expect(codes(await read(`${table}A2;y;IL-6;0.5\n`))).not.toContain("ambiguous-number");
    expect(rowsOf(await read(`${table}A2;y;IL-6;0,5\n`))[0]?.signal).toBe(null);
  });

  it("keeps the first of a well that comes twice", async () => {
    const reading = await read("well,sample,analyte,od\nA1,x,IL-6,1.5\nA1,y,IL-6,2.5\n");
    expect(errors(reading)).toEqual([
      'file: expected each well once per analyte, got "2.5" in A1 of IL-6; only the first is kept: delete the others, or name the plates apart',
    ]);
    expect(rowsOf(reading)).toHaveLength(1);
  });
});

describe("Olink NPX", () => {
  it("keeps NPX below the LOD as numbers with their status", async () => {
    const reading = await read(
      "SampleID,OlinkID,Assay,PlateID,QC_Warning,LOD,NPX\nS1,OID1,IL6,P1,Pass,1.5,-0.5\nS2,OID1,IL6,P1,Warning,1.5,2.5\nS3,OID1,IL6,P1,Pass,1.5,NA\n",
    );
    expect(rowsOf(reading).map((row) => [row.status, row.concentration, row.flags])).toEqual([
      ["belowLod", -0.5, []],
      ["quantified", 2.5, ["QC Warning"]],
      ["notMeasured", null, []],
    ]);
  });
});

describe("Bio-Plex Manager XML", () => {
  const xml = (conc: string): string =>
    `<?xml version="1.0"?><bpm:BioPlexManager xmlns:bpm="x" BioPlexManagerVersion="6.2"><Wells><Well RowNo="1" ColNo="1"><PlateID>555</PlateID><AcquisitionTime>2023-05-09T18:55:02Z</AcquisitionTime><BeadRegions><BeadRegion RegionNumber="12"><RegionCount>32</RegionCount><Median>62.0</Median></BeadRegion></BeadRegions></Well></Wells><Samples><Unknowns><Unknown><Description>P1</Description><Label>X1</Label><Dilution>2.0E+000</Dilution><MemberWells><MemberWell RowNo="1" ColNo="1"><MWAnalytes><MWAnalyte RegionNumber="12"><AnalyteName>alpha</AnalyteName><Reading Valid="true" Code="1" OutlierType="None">6.2E+001</Reading>${conc}</MWAnalyte></MWAnalytes></MemberWell></MemberWells></Unknown></Unknowns></Samples></bpm:BioPlexManager>\n`;

  it("takes a 0.0 that is not good for no concentration", async () => {
    const reading = await read(
      xml('<MWObsConc ReadingOK="false" ReadError="Data field has not been set">0.0E+000</MWObsConc>'),
    );
    expect(rowsOf(reading)[0]).toMatchObject({
      status: "notMeasured",
      concentration: null,
      concentrationText: "0.0E+000",
      beadCount: 32,
      dilution: 2,
      flags: ["low bead number"],
    });
    expect(codes(reading)).toContain("zero-with-error-flag");
  });

  it("reads a concentration that is good", async () => {
    const reading = await read(xml('<MWObsConc ReadingOK="true">1.25E+001</MWObsConc>'));
    expect(rowsOf(reading)[0]).toMatchObject({ status: "quantified", concentration: 12.5 });
  });

  it("refuses a document type", async () => {
    const reading = await read(xml("").replace("<bpm:", "<!DOCTYPE a><bpm:"));
    expect(codes(reading)).toEqual(["broken-xml"]);
  });
});

describe("other files", () => {
  it("are refused with what was looked for", async () => {
    const reading = await read("id,age\n1,30\n");
    expect(reading.kind).toBeNull();
    const [refusal] = errors(reading);
    expect(refusal).toContain("Luminex xPONENT (lines DataType:)");
    expect(refusal).toContain('got a file that begins "id | age"');
  });

  it("of single bead events are told from results", async () => {
    const reading = await read("SampleID: x\nEventNo,RID,DBL,DD,RP1\n0,0,0,24977,13\n");
    expect(codes(reading)).toEqual(["bead-level-file"]);
  });

  it("of nothing, of zero bytes and of a picture are refused", async () => {
    expect(codes(await read(""))).toEqual(["empty-file"]);
    expect(codes(await readPlateFile(new Uint8Array(1000), "f", { minimumBeads: 35 }))).toEqual(["not-text"]);
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
    expect(codes(await readPlateFile(picture, "f", { minimumBeads: 35 }))).toEqual(["wrong-kind-of-file"]);
  });

  it("with a header and nothing below it hold no plate", async () => {
    expect(codes(await read(MSD.slice(0, MSD.indexOf("S001"))))).toContain("no-plate-rows");
  });
});
