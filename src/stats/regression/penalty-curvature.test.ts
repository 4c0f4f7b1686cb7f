import { describe, expect, it } from "vitest";
import { relativeError } from "../../../tools/conform/compare.ts";
import { randomStream } from "../../core/random.ts";
import { packBinary } from "./design.ts";
import { penalisedKernel } from "./penalised-kernel.ts";

describe("penalty: hand-derived case", () => {
  // One group: log |I| / 2 = log(n p q) / 2, whose second derivative by the log-odds is -p q.
  it.each([0, 0.7, -3])("one share at log-odds %d", (eta) => {
    const kernel = penalisedKernel(
      packBinary({ names: ["(Intercept)"], rows: [[1]], y: [0.3], weights: [10] }),
    );
    const p = 1 / (1 + Math.exp(-eta));
    expect(relativeError(kernel.penalty(kernel.evaluate([eta]))[0]!, p * (1 - p))).toBeLessThan(1e-13);
  });
});

describe("penalty: law", () => {
  it.each([1, 2, 3, 4, 6])("is minus the change of the pull, %i covariates and 70 rows", (p) => {
    const random = randomStream(p);
    const rows = Array.from({ length: 70 }, () => [
      1,
      ...Array.from({ length: p }, () => random.uniform() * 3 - 1),
    ]);
    const kernel = penalisedKernel(
      packBinary({
        names: ["(Intercept)", ...Array.from({ length: p }, (_, k) => `x${k}`)],
        rows,
        y: rows.map(() => Number(random.uniform() < 0.4)),
        weights: rows.map((_, i) => 1 + (i % 3)),
      }),
    );
    const at = Float64Array.from({ length: p + 1 }, () => random.uniform() - 0.5);
    const point = kernel.evaluate(at);
    // Another point is evaluated in between.
    kernel.evaluate(new Float64Array(p + 1));
    const penalty = kernel.penalty(point);
    const step = 1e-4;
    for (let k = 0; k <= p; k++) {
      const pullAt = (sign: number): Float64Array =>
        kernel.evaluate(at.map((own, j) => own + (j === k ? sign * step : 0))).pull;
      const [more, less] = [pullAt(1), pullAt(-1)];
      for (let j = 0; j <= p; j++)
        expect(Math.abs(penalty[j * (p + 1) + k]! + (more[j]! - less[j]!) / (2 * step))).toBeLessThan(1e-6);
    }
  });
});

describe("evaluate: the memory of an earlier point", () => {
  it("changes nothing in the answer", () => {
    const rows = [-2, -1, 0, 1, 2].map((x) => [1, x]);
    const kernel = penalisedKernel(packBinary({ names: ["(Intercept)", "x"], rows, y: [0, 1, 0, 1, 1] }));
    const fresh = kernel.evaluate([0.3, -0.2]);
    const lent = kernel.evaluate([0.3, -0.2], undefined, kernel.evaluate([1, 1]));
    expect(lent).toEqual(fresh);
    const known = kernel.evaluate([0.3, -0.2], fresh.pull, kernel.evaluate([2, 1]));
    expect(known).toEqual(fresh);
  });
});
