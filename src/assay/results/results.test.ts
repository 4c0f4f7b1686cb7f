/** Plates from a table of wells to results: by hand, by law, and where no number may come out. */
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { readPlateFile } from "../read/read-plate-file.ts";
import { DEFAULT_CHOICES, limitRule, type ResultChoices } from "./choices.ts";
import { controlCharts } from "./control-charts.ts";
import { fittedMeasurements } from "./fitted-measurements.ts";
import { plateResult, type AnalyteResult, type PlateResult } from "./plate-result.ts";
import { qualitySummary } from "./quality-summary.ts";
import { runQuality } from "./run-quality.ts";
import { ruleShares } from "./rule-shares.ts";

const HEAD = "plate,well,type,sample,analyte,dilution,expected_conc,od,unit";
const LEVELS = [1, 4, 16, 64, 256, 1024, 4096, 16384];

/** A true curve that can be inverted by hand: y = 1010 - 1000 / (1 + x/100). */
const responseAt = (x: number): number => 1010 - 1000 / (1 + x / 100);
const concentrationAt = (y: number): number => 100 * (1000 / (1010 - y) - 1);

interface Well {
  readonly type: string;
  readonly sample: string;
  readonly signal: number;
  readonly expected?: number | "";
  readonly dilution?: number;
}

const standardsOf = (signalAt: (x: number) => number): Well[] =>
  LEVELS.flatMap((x, i) =>
    [-2, 2].map((away) => ({
      type: "standard",
      sample: `Standard${i + 1}`,
      signal: signalAt(x) + away,
      expected: x,
    })),
  );
const BLANKS: readonly Well[] = [8, 12].map((signal) => ({ type: "blank", sample: "Blank", signal }));
const SAMPLES: readonly Well[] = [
  { type: "control", sample: "QC1", signal: responseAt(50), expected: 50 },
  { type: "unknown", sample: "MS-1", signal: 508, dilution: 2 },
  { type: "unknown", sample: "MS-1", signal: 512, dilution: 2 },
  { type: "unknown", sample: "MS-2", signal: 11, dilution: 2 },
  { type: "unknown", sample: "MS-2", signal: 13, dilution: 2 },
  { type: "unknown", sample: "MS-3", signal: 1030, dilution: 2 },
  { type: "unknown", sample: "MS-4", signal: 200, dilution: 2 },
  { type: "unknown", sample: "MS-4", signal: 400, dilution: 2 },
];
const GOOD = [...standardsOf(responseAt), ...BLANKS, ...SAMPLES];

const table = (plate: string, wells: readonly Well[]): string =>
  wells
    .map(
      ({ type, sample, signal, expected = "", dilution = 1 }, i) =>
        `${plate},${"ABCDEFGH"[i % 8]}${1 + Math.floor(i / 8)},${type},${sample},IL-6,${dilution},${expected},${signal},pg/mL\n`,
    )
    .join("");

const CHOICES: ResultChoices = {
  ...DEFAULT_CHOICES,
  curve: "4PL",
  weighting: "1",
  background: "ignored",
};

async function results(text: string, choices = CHOICES): Promise<readonly PlateResult[]> {
  const bytes = new TextEncoder().encode(`${HEAD}\n${text}`);
  const { plates } = await readPlateFile(bytes, "a.csv", { minimumBeads: 35 });
  return plates.map((plate) => plateResult(plate, choices));
}

async function analyteOf(wells: readonly Well[], choices = CHOICES): Promise<AnalyteResult> {
  const [plate] = await results(table("P1", wells), choices);
  const [analyte] = plate?.analytes ?? [];
  if (analyte === undefined) throw new Error("no analyte");
  return analyte;
}

const over = (plates: readonly PlateResult[]) => runQuality(plates, { confidence: 0.95, seed: 1 });

const codes = ({ issues }: AnalyteResult): string[] => issues.map(({ code }) => code);

describe("a plate by hand", () => {
  it("reads the mean signal of a sample off the curve, times the dilution", async () => {
    const { samples, curve } = await analyteOf(GOOD);
    expect(curve?.status).toBe("good");
    // Residuals of 2 in 16 wells, 4 parameters: 64 / 12.
    expect(relativeError(curve?.residualVariance ?? 0, 64 / 12)).toBeLessThan(1e-9);
    const one = samples.find(({ sample }) => sample === "MS-1");
    expect(one?.signal).toBe(510);
    expect(relativeError(one?.concentration ?? 0, 200)).toBeLessThan(1e-7);
    expect(one?.status).toBe("quantified");
    expect(one?.wells).toHaveLength(2);
  });

  it("puts the limit at the blanks' mean + 2.5 SD, and multiplies it by the dilution", async () => {
    const { samples, limits, blanks } = await analyteOf(GOOD);
    // Blanks 8 and 12: mean 10, SD sqrt(8).
    expect(blanks).toEqual({ wells: 2, mean: 10, sd: Math.sqrt(8) });
    const signal = 10 + 2.5 * Math.sqrt(8);
    expect(limits[0].rule).toBe("blank+2.5sd");
    expect(relativeError(limits[0].signal ?? 0, signal)).toBeLessThan(1e-14);
    const two = samples.find(({ sample }) => sample === "MS-2");
    expect(two?.status).toBe("belowLod");
    expect(two?.detected).toBe(false);
    expect(two?.concentration).toBeNull();
    expect(relativeError(two?.limit?.value ?? 0, 2 * concentrationAt(signal))).toBeLessThan(1e-5);
    expect(two?.probability).toBeLessThan(0.5);
  });

  it("takes EP17's limits from the blanks and the low samples", async () => {
    const low: readonly Well[] = [20, 24].map((signal) => ({ type: "control", sample: "Low", signal }));
    const wells = [...GOOD, ...low];
    const under = async (name: string, lowSamples: readonly string[] = []) =>
      analyteOf(wells, { ...CHOICES, limit: limitRule(name)!, lowSamples });
    // Two blanks, mean 10, SD sqrt(8); z / (1 - 1/4) for one degree of freedom, of the blanks as of the low sample.
    const multiplier = 1.6448536269514722 / 0.75;
    const blank = 10 + multiplier * Math.sqrt(8);
    const ofBlank = (await under("ep17-lob")).limits[0];
    expect(relativeError(ofBlank.signal!, blank)).toBeLessThan(1e-13);
    expect((await under("ep17-lob-rank")).limits[0].signal).toBe(12);
    const ofLow = await under("ep17-lod", ["Low"]);
    expect(relativeError(ofLow.limits[0].signal!, blank + multiplier * Math.sqrt(8))).toBeLessThan(1e-13);
    expect(ofLow.limits.map(({ rule }) => rule)).toEqual([
      "ep17-lod",
      "ep17-lob",
      "blank+2sd",
      "blank+2.5sd",
      "blank+3sd",
      "lloq",
    ]);
  });

  it("has no EP17 limit of detection without low samples, and no probability by rank", async () => {
    const none = await analyteOf(GOOD, { ...CHOICES, limit: limitRule("ep17-lod")! });
    expect(codes(none)).toEqual(["no-ep17-limit"]);
    expect(none.samples.map(({ detected }) => detected)).toEqual([null, null, null, null, null]);
    const byRank = await analyteOf(GOOD, { ...CHOICES, limit: limitRule("ep17-lob-rank")! });
    const one = byRank.samples.find(({ sample }) => sample === "MS-1");
    expect([one?.detected, one?.probability]).toEqual([true, null]);
    expect(one?.flags).toContain("no probability: a limit by rank has no standard error");
  });

  it("shows the highest limit of all plates beside the others", async () => {
    const plates = await results(
      table("P1", GOOD) +
        table("P2", [
          ...standardsOf(responseAt),
          ...BLANKS.map((one) => ({ ...one, signal: 3 * one.signal })),
          ...SAMPLES,
        ]),
    );
    const [only] = ruleShares(plates, CHOICES);
    const highest = only?.shares.find(({ rule }) => rule === "highest blank+2.5sd");
    const own = only?.shares.find(({ rule }) => rule === "blank+2.5sd");
    expect(highest?.judged).toBe(8);
    expect(highest!.detected).toBeLessThanOrEqual(own!.detected);
  });

  it("gives no number above the curve, and says that replicates do not agree", async () => {
    const { samples } = await analyteOf(GOOD);
    const three = samples.find(({ sample }) => sample === "MS-3");
    expect([three?.status, three?.concentration, three?.detected]).toEqual(["aboveUloq", null, true]);
    expect(three?.limit?.type).toBe("uloq");
    const four = samples.find(({ sample }) => sample === "MS-4");
    expect(four?.flags).toContain("replicates discordant: CV above 0.15");
  });

  it("counts the samples that every rule detects", async () => {
    const plates = await results(table("P1", GOOD));
    const [only] = ruleShares(plates, CHOICES);
    expect(only?.shares.map(({ rule, detected, judged }) => `${rule}: ${detected} of ${judged}`)).toEqual([
      "blank+2.5sd: 3 of 4",
      "ep17-lob: 3 of 4",
      "blank+2sd: 3 of 4",
      "blank+3sd: 3 of 4",
      "lloq: 3 of 4",
      "as-printed: 0 of 0",
    ]);
  });

  it("accepts the plate with every criterion named, and names what it could not ask", async () => {
    const { accepted, acceptance, notAsked } = await analyteOf(GOOD);
    expect(accepted).toBe(false);
    // The upper well of 16384 reads back as 1.49 of it; of three samples with replicates, MS-4's do not agree.
    const got = new Map(acceptance?.results.map((result) => [result.criterion, result.got]));
    expect(got.get("standards-share")).toBe(15 / 16);
    expect(got.get("replicates-share")).toBe(2 / 3);
    expect(acceptance?.results.filter(({ passes }) => !passes).map(({ criterion }) => criterion)).toEqual([
      "replicates-share",
    ]);
    expect(notAsked).toEqual(["beads"]);
  });
});

describe("laws", () => {
  it("a plate read twice gives the same bytes, and JSON keeps the summary", async () => {
    const [one, two] = [await results(table("P1", GOOD)), await results(table("P1", GOOD))];
    const summary = qualitySummary(one, CHOICES, [], over(one));
    expect(JSON.stringify(summary)).toBe(JSON.stringify(qualitySummary(two, CHOICES, [], over(two))));
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(fittedMeasurements(one)).toEqual(fittedMeasurements(two));
  });

  it("twice the dilution is twice the concentration, the interval and the limit", async () => {
    const twice = GOOD.map((well) => (well.type === "unknown" ? { ...well, dilution: 4 } : well));
    const [one, two] = [await analyteOf(GOOD), await analyteOf(twice)];
    for (const [i, sample] of one.samples.entries()) {
      if (sample.type === "control") continue;
      const other = two.samples[i]!;
      for (const part of ["concentration", "lower", "upper"] as const)
        expect(other[part]).toBe(sample[part] === null ? null : sample[part] * 2);
      expect(other.limit?.value).toBe(sample.limit === null ? undefined : sample.limit.value * 2);
      expect(other.probability).toBe(sample.probability);
    }
  });

  it("a falling curve that mirrors a rising one gives the same results", async () => {
    const mirrored = GOOD.map((well) => ({ ...well, signal: 1020 - well.signal }));
    const [rising, falling] = [
      await analyteOf(GOOD),
      await analyteOf(mirrored, { ...CHOICES, direction: "falling" }),
    ];
    expect(falling.curve?.status).toBe("good");
    for (const [i, one] of rising.samples.entries()) {
      const other = falling.samples[i]!;
      expect([other.status, other.detected, other.off]).toEqual([one.status, one.detected, one.off]);
      for (const part of ["concentration", "lower", "upper", "probability"] as const)
        if (one[part] === null || one[part] === 0 || one[part] === Infinity)
          expect(other[part]).toBe(one[part]);
        else expect(relativeError(other[part] ?? 0, one[part])).toBeLessThan(1e-6);
    }
  });

  it("a target of a control is judged over the plates", async () => {
    const plates = await results(table("P1", GOOD) + table("P2", GOOD));
    const target = { control: "QC1", analyte: "IL-6", mean: 48, sd: 0.5, runs: 12 };
    const absent = { ...target, control: "QC9" };
    const { charts, issues } = controlCharts(plates, [target, absent]);
    // The control reads 50 on both plates: 4 SD above its target.
    expect(charts[0]?.readings.map(({ plate, z }) => `${plate} ${z?.toFixed(6)}`)).toEqual([
      "P1 4.000000",
      "P2 4.000000",
    ]);
    expect(charts[0]?.readings[0]?.broken).toEqual(["1_2s", "1_3s"]);
    expect(charts[0]?.readings[1]?.broken).toEqual(["1_2s", "1_3s", "2_2s"]);
    expect(charts[0]?.fewRuns).toBe(true);
    expect(issues.map(({ code }) => code)).toEqual(["control-not-on-plates"]);
  });
});

describe("no number where there is none", () => {
  const withStandards = (standards: readonly Well[]): Well[] => [...standards, ...BLANKS, ...SAMPLES];

  it("a standard without a concentration is named, and the rest is fitted", async () => {
    const found = await analyteOf(
      withStandards(
        standardsOf(responseAt).map((well) =>
          well.sample === "Standard3" ? { ...well, expected: "" } : well,
        ),
      ),
    );
    expect(codes(found)).toContain("standards-without-concentration");
    expect(found.issues[0]?.got).toBe("none for E1, F1");
    expect(found.curve?.status).toBe("good");
  });

  it("too few standards give a reason and no curve", async () => {
    const found = await analyteOf(withStandards(standardsOf(responseAt).slice(0, 8)));
    expect(found.curve).toBeNull();
    expect(codes(found)).toEqual(["too-few-standard-levels"]);
    expect(found.accepted).toBe(false);
  });

  it("a plate of blanks has no curve, and another plate comes through", async () => {
    const blank = LEVELS.map((): Well => ({ type: "blank", sample: "Blank", signal: 10 }));
    const plates = await results(table("P1", blank) + table("P2", GOOD));
    expect(plates.map(({ analytes }) => analytes[0]?.curve?.status ?? "none")).toEqual(["none", "good"]);
    expect(codes(plates[0]!.analytes[0]!)).toEqual(["no-standards"]);
  });

  it.each([
    ["upside down", standardsOf((x) => 1020 - responseAt(x)), "curve-upside-down"],
    ["of standards in reverse order", standardsOf((x) => responseAt(16384 / x)), "curve-upside-down"],
    ["without any response", standardsOf(() => 500), "no-response"],
  ])("a curve %s gives no concentration and says why", async (_, standards, code) => {
    const found = await analyteOf(withStandards(standards));
    expect(found.curve?.status).not.toBe("good");
    expect(codes(found)).toContain(code);
    expect(found.samples.map(({ concentration, detected }) => [concentration, detected])).toEqual(
      found.samples.map(() => [null, null]),
    );
    expect(found.samples[1]?.flags.at(-1)).toMatch(/^no good curve/);
    expect(found.drawn.every(({ lower, upper }) => lower === null && upper === null)).toBe(true);
  });

  it("two standards that changed places are named", async () => {
    const changed = standardsOf((x) => responseAt(x === 64 ? 256 : x === 256 ? 64 : x));
    const found = await analyteOf(withStandards(changed));
    expect(found.curve?.status).not.toBe("good");
    expect(codes(found)).toContain("standard-misread");
  });

  it("without two blanks it is unknown what is detected", async () => {
    const found = await analyteOf(GOOD.filter(({ type }) => type !== "blank"));
    expect(codes(found)).toContain("too-few-blanks");
    const one = found.samples.find(({ sample }) => sample === "MS-1");
    expect([one?.detected, one?.probability, one?.limit]).toEqual([null, null, null]);
    expect(relativeError(one?.concentration ?? 0, 200)).toBeLessThan(1e-7);
    const lloq = await analyteOf(
      GOOD.filter(({ type }) => type !== "blank"),
      { ...CHOICES, limit: { name: "lloq", of: "lloq" } },
    );
    expect(lloq.samples.find(({ sample }) => sample === "MS-1")?.detected).toBe(true);
  });

  it("knows its rules by name", () => {
    expect(limitRule("blank+3sd")).toEqual({ name: "blank+3sd", of: "blanks", k: 3 });
    expect(["blank+0sd", "blank", "3sd", "LLOQ", "blank+-1sd"].map(limitRule)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
