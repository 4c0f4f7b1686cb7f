/** Which wells count, which are left out and why, and what blanks that were printed together say. */
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { readPlateFile } from "../read/read-plate-file.ts";
import type { ReadPlate } from "../read/reading.ts";
import { DEFAULT_CHOICES } from "./choices.ts";
import { blankSummary } from "./detection-limits.ts";
import { fitAnalyte } from "./fit-analyte.ts";
import { plateResult } from "./plate-result.ts";
import { type AnalyteWells, analyteWells } from "./plate-wells.ts";

const HEAD = "plate,well,type,sample,analyte,dilution,expected_conc,od,conc,beads,unit\n";
const SIGNALS = [20, 48, 148, 400, 729, 921, 986, 1004];
const STANDARDS = SIGNALS.map(
  (signal, i) =>
    `P1,A${i + 1},standard,S${i + 1},IL-6,1,${4 ** i},${signal},${i === 7 ? "---" : 4 ** i},80,pg/mL\n`,
).join("");
const BLANKS = "P1,B1,blank,Blank,IL-6,1,,9,,80,pg/mL\nP1,B2,blank,Blank,IL-6,1,,11,,80,pg/mL\n";
const SAMPLES = [
  "P1,C1,unknown,MS-1,IL-6,2,,400,120,20,pg/mL\n",
  "P1,C2,unknown,MS-1,IL-6,2,,410,---,80,pg/mL\n",
  "P1,C3,unknown,MS-2,IL-6,2,,,,80,pg/mL\n",
  "P1,C4,unknown,MS-3,IL-6,2,,300,80,80,pg/mL\n",
  "P1,C5,unknown,MS-3,IL-6,4,,160,80,80,pg/mL\n",
].join("");

async function plateOf(text: string): Promise<ReadPlate> {
  const { plates } = await readPlateFile(new TextEncoder().encode(HEAD + text), "a.csv", {
    minimumBeads: 35,
  });
  return plates[0]!;
}

describe("wells of a plate", () => {
  it("a well that the software marks is left out with its word, a standard too", async () => {
    const plate = await plateOf(STANDARDS + BLANKS + SAMPLES);
    const [analyte] = plateResult(plate, { ...DEFAULT_CHOICES, curve: "4PL" }).analytes;
    const masks = analyte?.curve?.points.flatMap(({ mask }) => (mask === null ? [] : [mask]));
    expect(masks).toEqual([{ by: "person", reason: "masked by the software (---)" }]);
    const one = analyte?.samples.find(({ sample }) => sample === "MS-1");
    expect(one?.signal).toBe(400);
    expect(one?.flags).toContain("C2 left out: masked by the software (---)");
    expect(one?.flags).toContain("few beads: 20 in C1");
  });

  it("a sample without a signal is not measured; another dilution is another result", async () => {
    const plate = await plateOf(STANDARDS + BLANKS + SAMPLES);
    const [analyte] = plateResult(plate, DEFAULT_CHOICES).analytes;
    expect(analyte?.samples.map(({ sample, dilution, status }) => `${sample} ${dilution} ${status}`)).toEqual(
      ["MS-1 2 quantified", "MS-2 2 notMeasured", "MS-3 2 quantified", "MS-3 4 quantified"],
    );
  });

  it("a row that sums up wells with rows of their own is not counted again", async () => {
    const plate = await plateOf(STANDARDS + BLANKS + SAMPLES);
    const wells = plate.rows.filter(({ sample }) => sample === "MS-3");
    const summary = { ...wells[0]!, level: "aggregated" as const, wells: ["C4", "C5"], signal: 999 };
    const [analyte] = analyteWells({ ...plate, rows: [...plate.rows, summary] });
    const counted = analyte?.samples.filter(({ sample }) => sample === "MS-3").flatMap(({ rows }) => rows);
    expect(counted?.map(({ signal }) => signal)).toEqual([300, 160]);
  });
});

describe("blanks", () => {
  it("that were printed together give the mean and SD of all their wells", async () => {
    const plate = await plateOf(STANDARDS + BLANKS + SAMPLES);
    const [row] = plate.rows;
    // 10, and two wells of mean 13 and SD 1 (12.29 and 13.71): mean 12, squares 4 + 1 + 2.
    const found = blankSummary([
      { wells: ["B1"], signal: 10, sd: 0, beads: null, row: row! },
      { wells: ["B2", "B3"], signal: 13, sd: 1, beads: null, row: row! },
    ]);
    expect([found?.wells, found?.mean]).toEqual([3, 12]);
    expect(relativeError(found?.sd ?? 0, Math.sqrt(7 / 2))).toBeLessThan(1e-14);
    expect(blankSummary([{ wells: ["B2", "B3"], signal: 13, sd: null, beads: null, row: row! }])).toBeNull();
  });
});

describe("what is done instead", () => {
  const fit = async (text: string, over: Partial<typeof DEFAULT_CHOICES> = {}) => {
    const [wells] = analyteWells(await plateOf(text));
    return fitAnalyte(wells as AnalyteWells, { ...DEFAULT_CHOICES, ...over });
  };

  it("five levels give a four-parameter curve and a note, and none where five parameters are insisted on", async () => {
    const five = STANDARDS.split("\n").slice(1, 6).join("\n") + "\n";
    const { curve, issues } = await fit(five);
    expect(curve?.model).toBe("4PL");
    expect(issues.map(({ code }) => code)).toEqual(["background-ignored", "four-parameters-instead"]);
    const insisted = await fit(five, { curve: "5PL" });
    expect(insisted.curve).toBeNull();
    expect(insisted.issues.map(({ code }) => code)).toContain("too-few-standard-levels");
  });

  it("a blank of 0 is no standard under weights 1/y2, and is refused where that is insisted on", async () => {
    const zero = STANDARDS + BLANKS.replace(",,9,", ",,0,");
    const { curve, issues } = await fit(zero);
    expect(curve?.background).toBe("ignored");
    expect(issues.map(({ code }) => code)).toContain("background-ignored");
    const insisted = await fit(zero, { background: "included" });
    expect(insisted.curve).toBeNull();
    expect(insisted.issues.map(({ code }) => code)).toContain("signal-not-positive");
    expect((await fit(zero, { weighting: "1" })).curve?.background).toBe("included");
  });
});
