import { existsSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { drawNormal } from "../../core/draw.ts";
import { InputError } from "../../core/issues/issue.ts";
import { randomStream } from "../../core/random.ts";
import { type LogisticParameters, logisticResponse } from "./logistic.ts";
import { type Standard, standardCurve, type StandardCurveOptions } from "./standard-curve.ts";

const TRUTH: LogisticParameters = { a: 12, b: 0.98, c: 850, d: 23_000, g: 1 };
const LEVELS = [10_000, 2500, 625, 156.25, 39.0625, 9.765625, 2.44140625, 0.6103515625];

const OPTIONS: StandardCurveOptions = {
  model: "4PL",
  family: "either",
  weighting: "1/y2",
  background: "ignored",
  direction: "rising",
  outliers: { rule: "none" },
};

/** Duplicates at every level with constant coefficient of variation. */
function simulated(seed: number, cv: number, truth = TRUTH): Standard[] {
  const stream = randomStream(seed);
  return LEVELS.flatMap((concentration) =>
    [0, 1].map(() => ({
      concentration,
      signal: logisticResponse(truth, concentration) * (1 + cv * drawNormal(stream)),
    })),
  );
}

const codesOf = (standards: readonly Standard[], change: Partial<StandardCurveOptions> = {}): string[] =>
  standardCurve({ standards, blanks: [] }, { ...OPTIONS, ...change }).flags.map(({ code }) => code);

describe("standardCurve", () => {
  it("finds the curve that exact standards lie on", () => {
    for (const truth of [
      TRUTH,
      { a: 23_000, b: -1.2, c: 500, d: 12, g: 2 },
      { a: 8, b: 1.4, c: 90, d: 4000, g: 0.5 },
    ]) {
      const curve = standardCurve(
        { standards: simulated(1, 0, truth), blanks: [] },
        { ...OPTIONS, model: truth.g === 1 ? "4PL" : "5PL" },
      );
      expect(curve).toMatchObject({ status: "good", converged: true });
      for (const name of ["a", "b", "c", "d", "g"] as const)
        expect(relativeError(curve.parameters[name], truth[name])).toBeLessThan(1e-8);
      expect(curve.points.map(({ recovery }) => relativeError(recovery!, 1) < 1e-8)).not.toContain(false);
    }
  });

  it("finds any curve that exact standards lie on, under every weighting", () => {
    const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        between(1, 50),
        between(0.6, 2),
        between(1, 3),
        between(3, 5),
        fc.constantFrom("1", "1/y", "1/y2", "fitted-power"),
        (a, b, logC, logD, weighting) => {
          const truth = { a, b, c: 10 ** logC, d: 10 ** logD, g: 1 };
          const standards = Array.from({ length: 9 }, (_, i) => (truth.c * 30) / 4 ** i).map(
            (concentration) => ({
              concentration,
              signal: logisticResponse(truth, concentration),
            }),
          );
          const curve = standardCurve({ standards, blanks: [] }, { ...OPTIONS, weighting });
          expect(curve.flags).toEqual([]);
          expect(relativeError(curve.parameters.c, truth.c)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is the same curve in other units of signal and concentration", () => {
    const standards = simulated(3, 0.05);
    const fit = (signalUnit: number, unit: number): LogisticParameters =>
      standardCurve(
        {
          standards: standards.map(({ concentration, signal }) => ({
            concentration: concentration * unit,
            signal: signal * signalUnit,
          })),
          blanks: [],
        },
        { ...OPTIONS, model: "5PL", family: "exponent-low" },
      ).parameters;
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (s, u) => {
          const [plain, scaled] = [fit(1, 1), fit(s, u)];
          expect(relativeError(scaled.a, s * plain.a)).toBeLessThan(1e-7);
          expect(relativeError(scaled.c, u * plain.c)).toBeLessThan(1e-7);
          expect(relativeError(scaled.b, plain.b)).toBeLessThan(1e-7);
          expect(relativeError(scaled.g, plain.g)).toBeLessThan(1e-7);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("does with blanks what is asked, and names it", () => {
    const standards = simulated(4, 0.03);
    const blanks = [11.2, 12.9, 12.1, 11.8];
    const fit = (background: StandardCurveOptions["background"]): ReturnType<typeof standardCurve> =>
      standardCurve({ standards, blanks }, { ...OPTIONS, background });
    expect(fit("ignored")).toMatchObject({ n: 16, backgroundSignal: null });
    expect(fit("included")).toMatchObject({ n: 20, backgroundSignal: null, degreesOfFreedom: 16 });
    expect(fit("subtracted")).toMatchObject({ n: 16, backgroundSignal: 12, degreesOfFreedom: 12 });
    const constrained = fit("constrained");
    expect(constrained).toMatchObject({ n: 16, backgroundSignal: 12, degreesOfFreedom: 13 });
    expect(constrained.parameters.a).toBe(12);
    expect(constrained.standardErrors!.a).toBe(0);
    // Subtracting moves the asymptotes and nothing else, as weights are of the signals before subtraction.
    const [plain, less] = [fit("ignored").parameters, fit("subtracted").parameters];
    expect(relativeError(less.c, plain.c)).toBeLessThan(1e-9);
    expect(relativeError(less.d, plain.d - 12)).toBeLessThan(1e-9);
  });

  it("weights by a power that the standards themselves give", () => {
    const curve = standardCurve(
      { standards: simulated(5, 0.06), blanks: [] },
      { ...OPTIONS, weighting: "fitted-power" },
    );
    expect(curve.status).toBe("good");
    expect(Math.abs(curve.variancePower - 2)).toBeLessThan(0.5);
    expect(curve.powerInformation).not.toBeNull();
  });

  it("tests lack of fit against replicates: by hand", () => {
    const curve = standardCurve(
      { standards: simulated(6, 0.04), blanks: [] },
      { ...OPTIONS, weighting: "1" },
    );
    // Duplicates stand side by side.
    const signals = curve.points.map(({ signal }) => signal);
    let pure = 0;
    for (let i = 0; i < signals.length; i += 2) pure += (signals[i]! - signals[i + 1]!) ** 2 / 2;
    const f = (curve.weightedSumOfSquares - pure) / 4 / (pure / 8);
    expect(curve.lackOfFit).toMatchObject({ df1: 4, df2: 8 });
    expect(relativeError(curve.lackOfFit!.f, f)).toBeLessThan(1e-9);
  });

  it("leaves an outlying standard out by the stated rule only, and says why", () => {
    const standards = simulated(8, 0.03).map((standard, i) =>
      i === 7 ? { ...standard, signal: standard.signal * 1.8 } : standard,
    );
    const outliers = { rule: "studentised-residual", level: 0.05, mostShare: 0.25 } as const;
    const masked = (change: Partial<StandardCurveOptions>): number[] =>
      standardCurve({ standards, blanks: [] }, { ...OPTIONS, ...change }).points.flatMap(
        ({ mask, standard }) => (mask === null ? [] : [standard!]),
      );
    expect(masked({})).toEqual([]);
    expect(codesOf(standards)).toContain("outlying-standard");
    expect(codesOf(standards, { outliers })).not.toContain("outlying-standard");
    expect(masked({ outliers })).toEqual([7]);
    expect(masked({ outliers: { ...outliers, mostShare: 0.05 } })).toEqual([]);
    const point = standardCurve({ standards, blanks: [] }, { ...OPTIONS, outliers }).points[7]!;
    expect(point.mask).toMatchObject({ by: "studentised-residual" });
    expect(point.recovery).toBeGreaterThan(1.5);
  });

  it("keeps a person's mask with its reason and reads the standard off all the same", () => {
    const standards = simulated(9, 0.03).map((standard, i) =>
      i === 0 ? { ...standard, signal: 50, masked: "pipetting error" } : standard,
    );
    const curve = standardCurve({ standards, blanks: [] }, OPTIONS);
    expect(curve).toMatchObject({ status: "good", n: 15 });
    expect(curve.points[0]).toMatchObject({ mask: { by: "person", reason: "pipetting error" } });
    expect(curve.points[0]!.recovery).toBeLessThan(0.01);
  });

  it("never calls a fit good that the standards do not determine", () => {
    const flat = LEVELS.flatMap((concentration, i) =>
      [0, 1].map((k) => ({ concentration, signal: 100 + ((i * 7 + k * 5) % 11) })),
    );
    expect(codesOf(flat)).toContain("no-response");
    const straight = LEVELS.map((concentration) => ({ concentration, signal: 5 + 2 * concentration }));
    expect(codesOf(straight, { model: "5PL", weighting: "1" }).length).toBeGreaterThan(0);
    const falling = simulated(10, 0.03).map(({ concentration, signal }) => ({
      concentration,
      signal: 24_000 - signal,
    }));
    expect(codesOf(falling, { weighting: "1" })).toEqual(["curve-upside-down"]);
    const shuffled = simulated(11, 0.03).map((standard, i, all) => ({
      ...standard,
      concentration: all[(i * 5 + 3) % all.length]!.concentration,
    }));
    const bad = standardCurve({ standards: shuffled, blanks: [] }, OPTIONS);
    expect(bad.status).not.toBe("good");
  });

  it("names a standard whose concentration has lost its decimal mark", () => {
    const standards = simulated(13, 0.03).map((standard, i) =>
      i === 6 ? { ...standard, concentration: 156_250 } : standard,
    );
    const { flags } = standardCurve({ standards, blanks: [] }, { ...OPTIONS, weighting: "1/y" });
    expect(flags.find(({ code }) => code === "outlying-standard")?.got).toContain("at concentration 156300");
  });

  it("never calls a curve good that one wrong concentration has bent, whatever the weights", () => {
    const standards = simulated(13, 0.03).map((standard, i) =>
      i === 6 ? { ...standard, concentration: 156_250 } : standard,
    );
    for (const weighting of ["1", "1/y", "1/y2", "fitted-power"] as const) {
      const { status, flags } = standardCurve({ standards, blanks: [] }, { ...OPTIONS, weighting });
      expect(status).not.toBe("good");
      expect(flags.map(({ code }) => code)).toContain("standard-misread");
    }
  });

  it("says in words what is wrong with all-equal signals", () => {
    const equal = LEVELS.map((concentration) => ({ concentration, signal: 12 }));
    const curve = standardCurve({ standards: equal, blanks: [] }, OPTIONS);
    expect(curve.status).not.toBe("good");
    expect(curve.flags.map(({ code }) => code)).toContain("no-response");
  });

  it("refuses what cannot be fitted, all of it at once", () => {
    const refused = (run: () => unknown): string[] => {
      try {
        run();
      } catch (problem) {
        return (problem as InputError).message.split("\n");
      }
      return [];
    };
    const standards = LEVELS.slice(0, 4).map((concentration, i) => ({ concentration, signal: i }));
    expect(
      refused(() => standardCurve({ standards, blanks: [] }, { ...OPTIONS, background: "subtracted" })),
    ).toEqual([
      'blanks: expected at least one blank well for background "subtracted", got none; name the blank wells, or use background "ignored"',
      "standards: expected at least 5 different concentrations for a curve with 4 fitted parameters, got 4; use a four-parameter curve, or run more standards",
      "standards[0].signal: expected a signal above 0 for weights 1/y2, got 0; use weights 1, or fit the signal before background is subtracted",
    ]);
    expect(
      refused(() =>
        standardCurve(
          { standards: [{ concentration: -1, signal: Number.NaN }], blanks: [] },
          {
            ...OPTIONS,
            weighting: "1",
            outliers: { rule: "studentised-residual", level: 0, mostShare: 0.2 },
          },
        ),
      ),
    ).toEqual([
      "signal[0]: expected a finite number, got NaN; leave out missing values before calling, and say how many",
      "standards[0].concentration: expected a value in [0, Infinity), got -1; correct the value",
      "outliers.level: expected a value in (0, 1), got 0; correct the value",
      "standards: expected at least 5 different concentrations for a curve with 4 fitted parameters, got 1; use a four-parameter curve, or run more standards",
    ]);
  });

  it("survives JSON", () => {
    const curve = standardCurve(
      { standards: simulated(12, 0.05), blanks: [12] },
      { ...OPTIONS, background: "included" },
    );
    expect(JSON.parse(JSON.stringify(curve))).toEqual(curve);
  });
});

interface TwoFamilies {
  readonly case: string;
  readonly input: {
    readonly x: number[];
    readonly y: number[];
    readonly weights: "none" | "inv_y" | "inv_y2";
  };
  readonly expected: { readonly params: LogisticParameters; readonly wrss: number };
  readonly other_branch: {
    readonly params?: LogisticParameters;
    readonly wrss?: number;
    readonly global?: boolean;
  };
}

const reference = "../shared/reference/assay/fit_5pl.json";

describe.runIf(existsSync(reference))("the two families of five-parameter curves", () => {
  const cases = existsSync(reference) ? (JSON.parse(readFileSync(reference, "utf8")) as TwoFamilies[]) : [];
  const weightings = { none: "1", inv_y: "1/y", inv_y2: "1/y2" } as const;

  it.each(cases)(
    "$case: each is found, and the better one taken",
    ({ input, expected, other_branch: other }) => {
      const standards = input.x.map((concentration, i) => ({ concentration, signal: input.y[i]! }));
      const fit = (family: StandardCurveOptions["family"]): ReturnType<typeof standardCurve> =>
        standardCurve(
          { standards, blanks: [] },
          { ...OPTIONS, model: "5PL", family, weighting: weightings[input.weights] },
        );
      expect(relativeError(fit("exponent-high").weightedSumOfSquares, expected.wrss)).toBeLessThan(1e-9);
      if (other.wrss !== undefined) {
        const low = fit("exponent-low");
        expect(relativeError(low.weightedSumOfSquares, other.wrss)).toBeLessThan(1e-9);
        for (const name of ["a", "b", "c", "d", "g"] as const)
          expect(relativeError(low.parameters[name], other.params![name])).toBeLessThan(1e-7);
      } else expect(fit("exponent-low").status).toBe("degenerate");
      expect(fit("either").family).toBe(other.global === true ? "exponent-low" : "exponent-high");
    },
  );

  it("a curve whose exponent or asymptote is anyone's guess is not good", () => {
    const status = (name: string): string => {
      const { input } = cases.find((item) => item.case === `fit_5pl/${name}`)!;
      const standards = input.x.map((concentration, i) => ({ concentration, signal: input.y[i]! }));
      return standardCurve(
        { standards, blanks: [] },
        { ...OPTIONS, model: "5PL", family: "exponent-high", weighting: weightings[input.weights] },
      ).status;
    };
    expect(["ncal_1_none", "ncal_1_inv_y2", "drlumi_p1_IL15_inv_y2"].map(status)).toEqual([
      "degenerate",
      "degenerate",
      "degenerate",
    ]);
    expect(["drlumi_p1_IL1B_inv_y", "drlumi_p1_FGF_inv_y2"].map(status)).toEqual(["good", "good"]);
  });
});
