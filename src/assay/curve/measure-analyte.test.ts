import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { countedRows } from "../read/counted-rows.ts";
import { readPlateFile } from "../read/read-plate-file.ts";
import { logisticResponse } from "./logistic.ts";
import { type AnalyteRow, measureAnalyte, type MeasureOptions } from "./measure-analyte.ts";

const TRUTH = { a: 12, b: 1, c: 5000, d: 90_000, g: 1 };
const OPTIONS: MeasureOptions = {
  curve: {
    model: "4PL",
    family: "either",
    weighting: "1/y2",
    background: "included",
    direction: "rising",
    outliers: { rule: "none" },
  },
  blankSds: 2.5,
  quantification: { leastRecovery: 0.8, mostRecovery: 1.2, mostCv: 0.2 },
  mostCv: 0.15,
  confidence: 0.95,
};

const row = (
  type: AnalyteRow["type"],
  sample: string,
  signal: number | null,
  more: object = {},
): AnalyteRow => ({
  wells: [`${sample}-${signal}`],
  type,
  sample,
  signal,
  dilution: 1,
  ...more,
});
const signalAt = (x: number, factor = 1): number => factor * logisticResponse(TRUTH, x);

const PLATE: AnalyteRow[] = [
  ...[0.5, 2, 8, 32, 128, 512, 2048, 8192].flatMap((x, i) =>
    [0.98, 1.02].map((factor) => row("standard", `S${i}`, signalAt(x, factor), { expectedConcentration: x })),
  ),
  ...[11.5, 12, 12.5, 12].map((signal, i) => row("blank", `B${i}`, signal)),
];

const measure = (rows: readonly AnalyteRow[], change: Partial<MeasureOptions> = {}) =>
  measureAnalyte([...PLATE, ...rows], { ...OPTIONS, ...change });

describe("measureAnalyte", () => {
  it("goes from signals to concentration, status and detection", () => {
    const { samples, curve, limit, quantification } = measure([
      row("unknown", "MS-1", signalAt(50, 0.99), { dilution: 4 }),
      row("unknown", "MS-1", signalAt(50, 1.01), { dilution: 4 }),
      row("unknown", "MS-2", 12.1),
      row("unknown", "MS-2", 12.2),
      row("unknown", "MS-3", 95_000),
      row("control", "QC", signalAt(100), { expectedConcentration: 100 }),
    ]);
    expect(curve!.status).toBe("good");
    // mean 12, sd sqrt(1/6): 2.5 of them are 1.02, the curve rises by 18 a unit.
    expect(Math.abs(limit!.concentration! - 1.02 / 18)).toBeLessThan(0.02);
    expect(quantification).toMatchObject({ lloq: 0.5, uloq: 8192 });
    expect(samples.map(({ sample, status, detected }) => [sample, status, detected])).toEqual([
      ["MS-1", "quantified", true],
      ["MS-2", "belowLod", false],
      ["MS-3", "aboveUloq", true],
      ["QC", "quantified", true],
    ]);
    const [first, second] = samples;
    expect(relativeError(first!.prediction!.concentration!, 200)).toBeLessThan(0.02);
    expect(first!.probabilityAboveLimit).toBeGreaterThan(0.999);
    expect(second!.probabilityAboveLimit).toBeLessThan(0.3);
    expect(samples[3]!.expectedConcentration).toBe(100);
  });

  it("averages wells before it classifies them, and flags those that do not agree", () => {
    const { samples } = measure([row("unknown", "MS-1", 12.6), row("unknown", "MS-1", 13.8)]);
    expect(samples[0]).toMatchObject({ detected: true, replicates: { discordant: ["straddles-limit"] } });
  });

  it("keeps masked wells with their reason and measures the others", () => {
    const { samples } = measure([
      row("unknown", "MS-1", 40),
      row("unknown", "MS-1", 4000, { masked: "splash" }),
      row("unknown", "MS-2", 40, { masked: "empty well" }),
      row("unknown", "MS-3", null),
    ]);
    expect(samples[0]).toMatchObject({
      replicates: { n: 1, mean: 40 },
      masked: [{ wells: ["MS-1-4000"], reason: "splash" }],
    });
    expect(samples.slice(1).map(({ status, prediction }) => [status, prediction])).toEqual([
      ["invalid", null],
      ["notMeasured", null],
    ]);
  });

  it("says why there is no curve, and still which signals lie beyond the blanks", () => {
    const rows = [...PLATE.filter(({ type }) => type === "blank"), row("unknown", "MS-1", 40)];
    const { curve, issues, samples } = measureAnalyte(rows, OPTIONS);
    expect(curve).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(["too-few-standard-levels"]);
    expect(samples[0]).toMatchObject({ status: "invalid", detected: true, probabilityAboveLimit: null });
  });

  it("gives no number from a curve that is not good, and its flags", () => {
    const upsideDown = PLATE.map((own) =>
      own.type === "standard" ? { ...own, signal: 90_100 - own.signal! } : own,
    );
    const { issues, samples } = measureAnalyte([...upsideDown, row("unknown", "MS-1", 40)], {
      ...OPTIONS,
      curve: { ...OPTIONS.curve, background: "ignored", weighting: "1" },
    });
    expect(issues.map(({ code }) => code)).toContain("curve-upside-down");
    expect(samples[0]).toMatchObject({ status: "invalid", prediction: { concentration: null, lower: null } });
  });

  it("is the same whatever the order of the rows", () => {
    const rows = [...PLATE, row("unknown", "MS-1", 40), row("unknown", "MS-1", 42)];
    const [there, back] = [rows, rows.toReversed()].map((own) => measureAnalyte(own, OPTIONS).samples[0]!);
    expect(relativeError(back!.prediction!.concentration!, there!.prediction!.concentration!)).toBeLessThan(
      1e-9,
    );
    expect(relativeError(back!.prediction!.lower!, there!.prediction!.lower!)).toBeLessThan(1e-9);
  });
});

interface Made {
  readonly plates: readonly {
    readonly rows: readonly { readonly sample: string; readonly trueConc?: number | null }[];
  }[];
}

const folder = "../shared/fixtures/public";
const FILES = ["elisa_long.csv", "gen5_il6.txt", "msd_workbench_il6.csv", "softmax_il6_utf16.txt"];

describe.runIf(existsSync(folder))("made plates, read and measured", () => {
  it("hold the true concentrations in their 95 % intervals", async () => {
    let [held, samples] = [0, 0];
    for (const file of FILES) {
      const made = JSON.parse(readFileSync(`${folder}/${file}.expected.json`, "utf8")) as Made;
      const { plates } = await readPlateFile(readFileSync(`${folder}/${file}`), file, { minimumBeads: 35 });
      const truth = new Map(made.plates[0]!.rows.map(({ sample, trueConc }) => [sample, trueConc ?? null]));
      const measuredPlate = measureAnalyte(countedRows(plates[0]!), {
        ...OPTIONS,
        curve: { ...OPTIONS.curve, weighting: "fitted-power" },
      });
      expect(measuredPlate.curve!.status).toBe("good");
      for (const { sample, type, prediction } of measuredPlate.samples) {
        const concentration = truth.get(sample) ?? null;
        if (type !== "unknown" || concentration === null || prediction === null) continue;
        samples++;
        if (prediction.lower! <= concentration && concentration <= prediction.upper!) held++;
      }
    }
    expect(samples).toBeGreaterThan(60);
    expect(held / samples).toBeGreaterThan(0.93);
  });
});
