/** Plates as wholes: acceptance, drift, balance, bridges, edges. */
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { logisticResponse } from "../curve/logistic.ts";
import { standardCurve } from "../curve/standard-curve.ts";
import { detectedShares } from "../limits/detected-shares.ts";
import { bridge } from "./bridge.ts";
import { edgeEffect } from "./edge-effect.ts";
import { type AcceptanceCriteria, plateAcceptance, type PlateFacts } from "./plate-acceptance.ts";
import { plateBalance } from "./plate-balance.ts";
import { plateDrift } from "./plate-drift.ts";

const TRUTH = { a: 12, b: 1, c: 5000, d: 90_000, g: 1 };
const LEVELS = [0.5, 2, 8, 32, 128, 512, 2048, 8192];

const curve = standardCurve(
  {
    standards: LEVELS.flatMap((concentration) =>
      [0.97, 1.03].map((factor) => ({
        concentration,
        signal: factor * logisticResponse(TRUTH, concentration),
      })),
    ),
    blanks: [12, 12, 11, 13],
  },
  {
    model: "4PL",
    family: "either",
    weighting: "1/y2",
    background: "included",
    direction: "rising",
    outliers: { rule: "none" },
  },
);

const band = { least: 0.8, most: 1.2 };
const M10: AcceptanceCriteria = {
  goodCurve: true,
  standards: {
    leastShare: 0.75,
    leastLevels: 6,
    recovery: band,
    recoveryAtEnds: { least: 0.75, most: 1.25 },
  },
  controls: { leastShare: 2 / 3, leastShareOfLevel: 0.5, recovery: band },
  replicates: { leastShare: 0.8, mostCv: 0.15 },
  beads: { leastShare: 0.95, leastBeads: 35 },
};
const FACTS: PlateFacts = {
  curve,
  controls: [
    { level: "low", expected: 10, measured: 11 },
    { level: "low", expected: 10, measured: 13 },
    { level: "high", expected: 1000, measured: 900 },
    { level: "high", expected: 1000, measured: 1000 },
  ],
  replicateCvs: [0.02, 0.05, 0.15, 0.1, 0.3],
  beadCounts: [50, 60, 35, 100],
};

describe("plateAcceptance", () => {
  it("passes a plate that meets every criterion, with what it gives", () => {
    const { accepted, results } = plateAcceptance(FACTS, M10);
    expect(accepted).toBe(true);
    expect(results.map(({ criterion, got }) => [criterion, got])).toEqual([
      ["good-curve", 1],
      ["standards-share", 1],
      ["standards-levels", 8],
      ["controls-share", 0.75],
      ["controls-share-of-level", 0.5],
      ["replicates-share", 0.8],
      ["beads-share", 1],
    ]);
  });

  it("names the level whose controls fail", () => {
    const controls = FACTS.controls.map((control) =>
      control.level === "low" ? { ...control, measured: null } : control,
    );
    const { accepted, results } = plateAcceptance({ ...FACTS, controls }, M10);
    expect(accepted).toBe(false);
    expect(results.filter(({ passes }) => !passes)).toEqual([
      { criterion: "controls-share", got: 0.5, least: 2 / 3, passes: false, failing: ["low"] },
      { criterion: "controls-share-of-level", got: 0, least: 0.5, passes: false, failing: ["low"] },
    ]);
  });

  it("does not pass what the plate holds nothing to judge by", () => {
    const { results } = plateAcceptance(
      { ...FACTS, beadCounts: [], controls: [], replicateCvs: [] },
      { controls: M10.controls!, beads: M10.beads!, replicates: M10.replicates! },
    );
    expect(results.map(({ got, passes }) => [got, passes])).toEqual([
      [null, false],
      [null, false],
      [null, false],
      [null, false],
    ]);
  });

  it("refuses no criterion, and percentages for shares", () => {
    expect(() => plateAcceptance(FACTS, {})).toThrow("criteria: expected at least 1 criterion, got 0");
    expect(() =>
      plateAcceptance(FACTS, {
        controls: { leastShare: 66, leastShareOfLevel: 0.5, recovery: { least: 80, most: 0.2 } },
      }),
    ).toThrow(
      [
        "controls.leastShare: expected a value in [0, 1], got 66; correct the value",
        "controls.recovery.least: expected a value in [0, 1], got 80; correct the value",
        "controls.recovery.most: expected a value in [1, Infinity), got 0.2; correct the value",
      ].join("\n"),
    );
  });
});

describe("bridge", () => {
  const samples = [2, 4, 8, 16, 32, 64, 128].map((reference, i) => ({
    sample: `B${i}`,
    reference,
    other: 1.25 * reference,
  }));

  it("takes a constant factor away: by hand", () => {
    const answer = bridge([...samples, { sample: "low", reference: null, other: 0.5 }], { confidence: 0.95 });
    expect(answer).toMatchObject({ used: 7, excluded: ["low"], from: 2, to: 128 });
    expect(relativeError(answer.factor, 0.8)).toBeLessThan(1e-14);
    expect(relativeError(answer.bias, Math.log(1.25))).toBeLessThan(1e-14);
  });

  it("is not moved by one sample that went wrong", () => {
    const wrong = samples.map((sample, i) => (i === 3 ? { ...sample, other: 4000 } : sample));
    expect(relativeError(bridge(wrong, { confidence: 0.95 }).factor, 0.8)).toBeLessThan(1e-14);
  });

  it("turned round undoes itself", () => {
    const uneven = samples.map((sample, i) => ({ ...sample, other: sample.other * (1 + 0.1 * (i % 3)) }));
    const back = uneven.map(({ sample, reference, other }) => ({
      sample,
      reference: other,
      other: reference,
    }));
    const [there, again] = [uneven, back].map((own) => bridge(own, { confidence: 0.9 }));
    expect(relativeError(there!.factor * again!.factor, 1)).toBeLessThan(1e-14);
    expect(relativeError(there!.lower!, -again!.upper!)).toBeLessThan(1e-14);
  });

  it("refuses what has no ratio", () => {
    expect(() => bridge([{ sample: "a", reference: null, other: 1 }], { confidence: 0.95 })).toThrow(
      "samples: expected at least 1 sample that both plates detect, got 0",
    );
    expect(() => bridge([{ sample: "a", reference: 0, other: 1 }], { confidence: 0.95 })).toThrow(
      "samples[0].reference: expected a value above 0, got 0",
    );
  });
});

describe("plateDrift", () => {
  const plates = (values: readonly number[]): { plate: string; value: number }[] =>
    values.map((value, i) => ({ plate: `P${i + 1}`, value }));

  it("follows a trend: by hand", () => {
    const answer = plateDrift(plates([100, 110, 121, 133.1, 146.41]));
    expect(relativeError(answer.slope, Math.log(1.1))).toBeLessThan(1e-12);
    expect(relativeError(answer.ratioOverall, 1.4641)).toBeLessThan(1e-12);
    // The only order of 5! whose tau is 1, and its mirror image.
    expect(relativeError(answer.pValue!, 2 / 120)).toBeLessThan(1e-12);
    expect(answer.ratios[2]).toEqual({ plate: "P3", ratio: 1 });
  });

  it("sees no trend in a value that stays", () => {
    expect(plateDrift(plates([5, 5, 5, 5]))).toMatchObject({ slope: 0, ratioOverall: 1, pValue: null });
  });

  it("refuses three plates and values without a logarithm", () => {
    expect(() => plateDrift(plates([1, 0, 3]))).toThrow(
      [
        "values: expected at least 4 plates, got 3; collect more, or describe the data without this method",
        "values[1].value: expected a value above 0, got 0; its logarithm is needed: use signals with their background, and leave out wells without one",
      ].join("\n"),
    );
  });
});

describe("plateBalance", () => {
  const placed = (counts: readonly (readonly number[])[], limits?: readonly number[]) =>
    counts.flatMap((row, g) =>
      row.flatMap((n, p) =>
        Array.from({ length: n }, () => ({
          group: `G${g}`,
          plate: `P${p}`,
          ...(limits === undefined ? {} : { limit: limits[p]! }),
        })),
      ),
    );

  it("finds nothing in a balanced placing", () => {
    expect(
      plateBalance(
        placed([
          [10, 10],
          [10, 10],
        ]),
        { seed: 1 },
      ),
    ).toMatchObject({ pValue: 1, cramersV: 0, singleGroupPlates: [], inseparable: false, limits: null });
  });

  it("says that groups on plates of their own cannot be told from plates", () => {
    const answer = plateBalance(
      placed(
        [
          [8, 0],
          [0, 8],
        ],
        [0.2, 0.9],
      ),
      { seed: 1 },
    );
    // 2 of the 12870 placings of 8 in 16.
    expect(relativeError(answer.pValue, 2 / 12_870)).toBeLessThan(1e-10);
    expect(answer).toMatchObject({ cramersV: 1, singleGroupPlates: ["P0", "P1"], inseparable: true });
    expect(answer.limits!.medians).toEqual([0.2, 0.9]);
    expect(answer.limits!.pValue).toBeLessThan(0.001);
  });

  it("refuses a single plate", () => {
    expect(() => plateBalance(placed([[3], [4]]), { seed: 1 })).toThrow(
      "samples.plate: expected a plate that varies, got",
    );
  });
});

describe("edgeEffect", () => {
  const wells = (factor: number): { well: string; value: number }[] =>
    "ABCDEFGH".split("").flatMap((row) =>
      Array.from({ length: 12 }, (_, k) => {
        const edge = "AH".includes(row) || k === 0 || k === 11;
        const own = 100 + ((row.charCodeAt(0) * 7 + k * 13) % 17);
        return { well: `${row}${k + 1}`, value: edge ? factor * own : own };
      }),
    );

  it("finds the factor between edge and inside", () => {
    const answer = edgeEffect(wells(1.2), { wells: 96, confidence: 0.95 });
    expect(answer).toMatchObject({ edge: 36, inside: 60 });
    expect(Math.abs(answer.ratio - 1.2)).toBeLessThan(0.03);
    expect(answer.lower!).toBeGreaterThan(1.1);
    expect(answer.pValue).toBeLessThan(1e-6);
    expect(edgeEffect(wells(1), { wells: 96, confidence: 0.95 }).pValue).toBeGreaterThan(0.05);
  });

  it("counts the edge of a larger plate by its own size", () => {
    const value = { value: 1 };
    const some = ["A5", "P24", "C24", "B2", "O23", "H12"].map((well) => ({ well, ...value }));
    expect(edgeEffect(some, { wells: 384, confidence: 0.95 })).toMatchObject({ edge: 3, inside: 3 });
  });

  it("refuses names that are no wells of the plate", () => {
    expect(() => edgeEffect([{ well: "I1", value: 0 }], { wells: 96, confidence: 0.95 })).toThrow(
      [
        'values[0].well: expected a well of a plate of 96, got "I1"; write wells as A1, without leading zeros',
        "values[0].value: expected a value above 0, got 0",
      ].join("\n"),
    );
  });
});

describe("detectedShares", () => {
  const samples = [
    { plate: "P1", signal: 20, concentration: 1, off: null },
    { plate: "P1", signal: 14, concentration: 0.3, off: null },
    { plate: "P2", signal: 10, concentration: null, off: "below-curve" },
    { plate: "P2", signal: 9e4, concentration: null, off: "above-curve" },
  ] as const;

  it("counts under every rule: by hand", () => {
    const rules = [
      {
        name: "2 SD",
        of: "signal",
        limits: new Map([
          ["P1", 14],
          ["P2", 9],
        ]),
      },
      {
        name: "LLOQ",
        of: "concentration",
        limits: new Map([
          ["P1", 0.5],
          ["P2", 0.5],
        ]),
      },
      { name: "vendor", of: "concentration", limits: new Map([["P1", 0.2]]) },
    ] as const;
    expect(detectedShares(samples, rules, "rising")).toEqual([
      { rule: "2 SD", detected: 3, judged: 4, notJudged: 0 },
      { rule: "LLOQ", detected: 2, judged: 4, notJudged: 0 },
      { rule: "vendor", detected: 2, judged: 2, notJudged: 2 },
    ]);
  });
});
