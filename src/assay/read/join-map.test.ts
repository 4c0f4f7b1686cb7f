import { describe, expect, it } from "vitest";
import { joinMap } from "./join-map.ts";
import { readPlateFile } from "./read-plate-file.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const OPTIONS = { minimumBeads: 35 };

async function join(plateText: string, mapText: string): Promise<ReturnType<typeof joinMap>> {
  const plate = await readPlateFile(utf8(plateText), "plate.csv", OPTIONS);
  const { map } = await readPlateFile(utf8(mapText), "map.csv", OPTIONS);
  if (map === null) throw new Error("no map");
  return joinMap(plate.plates, "plate.csv", map);
}

const PLATE =
  "well,sample,analyte,dilution,od,conc\nA1,,IL-6,,1.5,10\nA2,Unknown2,IL-6,,0.5,\nA3,P3,IL-6,2,0.1,<1\n";

describe("joinMap", () => {
  it("gives wells their samples, roles, dilutions and levels", async () => {
    const { plates, issues } = await join(
      PLATE,
      "well,sample,type,dilution,conc\nA1,Standard1,standard,1,10\nA2,MS-2,unknown,4,\nA3,P3,unknown,2,\n",
    );
    expect(issues).toEqual([]);
    expect(
      plates[0]?.rows.map((row) => [row.sample, row.type, row.dilution, row.expectedConcentration]),
    ).toEqual([
      ["Standard1", "standard", 1, 10],
      ["MS-2", "unknown", 4, undefined],
      ["P3", "unknown", 2, undefined],
    ]);
  });

  it("lists wells that only one side has", async () => {
    const { issues } = await join(PLATE, "well,sample\nA1,a\nA2,b\nB1,c\nB2,d\n");
    expect(issues.map(({ code, got }) => [code, got])).toEqual([
      ["well-without-map", "1 row of wells that are not: A3"],
      ["map-without-well", "2 other wells: B1, B2"],
    ]);
  });

  it("lists what both sides say differently: the sample follows the map, the dilution the file", async () => {
    const { plates, issues } = await join(PLATE, "well,sample,dilution\nA1,a,1\nA2,b,1\nA3,P4,8\n");
    expect(issues[0]?.got).toBe(
      "A3: sample P3 in the file, P4 in the map, A3: dilution 2 in the file, 8 in the map",
    );
    expect(plates[0]?.rows[2]).toMatchObject({ sample: "P4", dilution: 2 });
  });

  it("leaves the role to the file where the map does not say it", async () => {
    const { plates, issues } = await join(
      "well,sample,type,analyte,od\nA1,S,standard,IL-6,1.5\nA2,Unknown1,unknown,IL-6,0.5\n",
      "well,sample\nA1,1/50\nA2,Blank\n",
    );
    expect(issues).toEqual([]);
    expect(plates[0]?.rows.map(({ sample, type }) => [sample, type])).toEqual([
      ["1/50", "standard"],
      ["Blank", "blank"],
    ]);
  });

  it("does not guess whether a printed concentration holds the dilution that only the map knows", async () => {
    const { plates, issues } = await join(PLATE, "well,sample,dilution\nA1,a,5\nA2,b,5\nA3,P3,2\n");
    expect(issues[0]?.got).toBe("A1: 10 printed without a dilution in the file, dilution 5 in the map");
    expect(plates[0]?.rows.map(({ dilution, dilutionStated }) => [dilution, dilutionStated])).toEqual([
      [1, false],
      [5, true],
      [2, true],
    ]);
  });

  it("does not give one sample to a row of several", async () => {
    const plate = `Analyte,Type,Well,Description,FI,Obs Conc\nIL-6,X1,"A1,A2",,100,5\n\n*** = Value not available\n`;
    const { plates, issues } = await join(plate, "well,sample\nA1,a\nA2,b\n");
    expect(issues[0]?.got).toBe("A1, A2: one row of the file, several samples in the map");
    expect(plates[0]?.rows[0]?.sample).toBe("");
  });

  it("uses entries of a plate for that plate alone", async () => {
    const { plates, issues } = await join(
      "plate,well,sample,analyte,od\nP1,A1,,IL-6,1\nP2,A1,,IL-6,2\n",
      "plate,well,sample\nP1,A1,one\nP2,A1,two\nP3,A1,three\n",
    );
    expect(plates.map(({ rows }) => rows[0]?.sample)).toEqual(["one", "two"]);
    expect(issues.map(({ got }) => got)).toEqual(["1 other well: P3 A1"]);
  });

  it("names an analyte that the file does not name", async () => {
    const grid = `,${Array.from({ length: 12 }, (_, i) => i + 1).join(",")}\n${"ABCDEFGH"
      .split("")
      .map((l) => `${l},${Array.from({ length: 12 }, () => "0.1").join(",")}`)
      .join("\n")}\n`;
    const { plates } = await join(grid, "well,sample,analyte,unit\nA1,x,IL-6,pg/mL\n");
    expect(plates[0]?.rows[0]).toMatchObject({ sample: "x", analyte: "IL-6" });
  });
});
