import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { firthBlockTest, firthLogistic } from "./firth.ts";

/** Penalised log-likelihood of a constant alone: e log p + (n - e) log q + log(n p q) / 2. */
const constant = (events: number, n: number, p: number): number =>
  events * Math.log(p) + (n - events) * Math.log(1 - p) + 0.5 * Math.log(n * p * (1 - p));

describe("firthLogistic: hand-worked", () => {
  it("a constant that is not called the intercept is a slope like any other: tested against 0", () => {
    // Its maximum is at p = (e + 1/2) / (n + 1), the model without it at one half.
    const [events, n] = [8, 10];
    const fit = firthLogistic(
      {
        names: ["a"],
        rows: Array.from({ length: n }, () => [1]),
        y: Array.from({ length: n }, (_, i) => Number(i < events)),
      },
      { confidence: 0.95 },
    );
    const p = (events + 0.5) / (n + 1);
    expect(relativeError(fit.terms[0]!.estimate, Math.log(p / (1 - p)))).toBeLessThan(1e-12);
    const chiSquare = 2 * (constant(events, n, p) - constant(events, n, 0.5));
    expect(fit.likelihoodRatio!.df).toBe(1);
    expect(relativeError(fit.likelihoodRatio!.chiSquare, chiSquare)).toBeLessThan(1e-10);
    expect(relativeError(fit.terms[0]!.penalisedLikelihoodRatio!.chiSquare, chiSquare)).toBeLessThan(1e-9);
    expect(relativeError(fit.penalisedLogLikelihood, constant(events, n, p))).toBeLessThan(1e-12);
    // Both limits meet their equation.
    for (const limit of [fit.terms[0]!.profileLower!, fit.terms[0]!.profileUpper!]) {
      const at = 1 / (1 + Math.exp(-limit));
      expect(
        relativeError(2 * (constant(events, n, p) - constant(events, n, at)), 3.841458820694124),
      ).toBeLessThan(1e-9);
    }
  });

  it("a first column of that name that varies is no constant: the test of the slopes is that of the block", () => {
    const y = [0, 1, 1, 0, 1, 0, 1, 1, 0, 1];
    for (const first of [
      y.map((_, i) => 1 + (i % 3) / 4),
      y.map((_, i) => (i === 9 ? 1.5 : 1)),
      y.map((_, i) => (i === 0 ? 0.5 : 1)),
      y.map(() => 2),
    ]) {
      const design = { names: ["(Intercept)", "x"], rows: first.map((one, i) => [one, (i * 7) % 5]), y };
      const fit = firthLogistic(design, { confidence: 0.95 });
      expect(
        relativeError(fit.likelihoodRatio!.chiSquare, firthBlockTest(design, [1]).chiSquare),
      ).toBeLessThan(1e-8);
    }
  });

  it("an intercept and a group: the saturated fit adds half an event and half a non-event to each", () => {
    // Groups of 12 and 7 with 3 and 5 events; the penalty is that of two independent constants.
    const rows = [...Array.from({ length: 12 }, () => [1, 0]), ...Array.from({ length: 7 }, () => [1, 1])];
    const y = rows.map((_, i) => Number(i < 3 || (i >= 12 && i < 17)));
    const fit = firthLogistic({ names: ["(Intercept)", "g"], rows, y }, { confidence: 0.95 });
    const [p0, p1] = [3.5 / 13, 5.5 / 8];
    expect(relativeError(fit.terms[0]!.estimate, Math.log(p0 / (1 - p0)))).toBeLessThan(1e-12);
    expect(relativeError(fit.terms[1]!.estimate, Math.log((p1 * (1 - p0)) / (p0 * (1 - p1))))).toBeLessThan(
      1e-12,
    );
    // Without an effect both have p, with the penalty of the full model: its maximum at (8 + 1) / (19 + 2).
    const p = 9 / 21;
    const none = constant(3, 12, p) + constant(5, 7, p);
    expect(
      relativeError(fit.likelihoodRatio!.chiSquare, 2 * (constant(3, 12, p0) + constant(5, 7, p1) - none)),
    ).toBeLessThan(1e-10);
  });
});
