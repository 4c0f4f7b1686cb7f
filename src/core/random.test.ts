import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relativeError } from "../../tools/conform/compare.ts";
import {
  drawExponential,
  drawNormal,
  drawOrder,
  drawWithoutReturn,
  drawWithReturn,
  shuffle,
} from "./draw.ts";
import { randomStream, randomStreams, streamFrom, streamStates } from "./random.ts";

interface Vectors {
  readonly seed: number;
  readonly bits: readonly number[];
  readonly uniform: readonly number[];
  readonly below: readonly { readonly bound: number; readonly values: readonly number[] }[];
  readonly normal: readonly number[];
  readonly exponential: readonly number[];
  readonly order: readonly number[];
  readonly withoutReturn: readonly number[];
  readonly withReturn: readonly number[];
  readonly states: readonly (readonly number[])[];
  readonly thirdStream: readonly number[];
}

const { source, cases } = JSON.parse(
  readFileSync(new URL("../../test/reference/random.json", import.meta.url), "utf8"),
) as { readonly source: string; readonly cases: readonly Vectors[] };

const times = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, () => draw());

describe(`streams against ${source}`, () => {
  it("finds the vectors", () => {
    expect(cases.length).toBe(5);
  });

  it.each(cases)("seed $seed: raw and uniform numbers, bit for bit", ({ seed, bits, uniform, below }) => {
    const raw = randomStream(seed);
    expect(times(bits.length, () => raw.bits())).toEqual(bits);
    const real = randomStream(seed);
    expect(times(uniform.length, () => real.uniform())).toEqual(uniform);
    for (const { bound, values } of below) {
      const whole = randomStream(seed);
      expect(times(values.length, () => whole.below(bound))).toEqual(values);
    }
  });

  it.each(cases)("seed $seed: orders and samples, number for number", (want) => {
    expect([...drawOrder(randomStream(want.seed), 17)]).toEqual(want.order);
    expect([...drawWithoutReturn(randomStream(want.seed), 40, 9)]).toEqual(want.withoutReturn);
    expect([...drawWithReturn(randomStream(want.seed), 40, 9)]).toEqual(want.withReturn);
    const listed = Array.from({ length: 17 }, (_, i) => i);
    shuffle(randomStream(want.seed), listed);
    expect(listed).toEqual(want.order);
  });

  it.each(cases)("seed $seed: normal and exponential numbers to 2e-15", ({ seed, normal, exponential }) => {
    const first = randomStream(seed);
    for (const value of normal) expect(relativeError(drawNormal(first), value)).toBeLessThan(2e-15);
    const second = randomStream(seed);
    for (const value of exponential)
      expect(relativeError(drawExponential(second), value)).toBeLessThan(2e-15);
  });

  it.each(cases)("seed $seed: streams start 2^64 steps apart", ({ seed, states, thirdStream }) => {
    expect(streamStates(seed, 4)).toEqual(states);
    const third = randomStreams(seed, 3)[2]!;
    expect(times(4, () => third.bits())).toEqual(thirdStream);
  });
});

describe("draws", () => {
  it("law: a stream goes on from a state that went through JSON", () => {
    const states = JSON.parse(JSON.stringify(streamStates(5, 3))) as ReturnType<typeof streamStates>;
    for (const [k, stream] of randomStreams(5, 3).entries()) {
      const copy = streamFrom(states[k]!);
      expect(times(20, () => copy.bits())).toEqual(times(20, () => stream.bits()));
    }
  });

  it("law: every order of three is as frequent as the others", () => {
    const random = randomStream(11);
    const counts = new Map<string, number>();
    for (let i = 0; i < 60_000; i++) {
      const key = drawOrder(random, 3).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Standard deviation 91; five of them.
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(456);
  });

  it("law: moments and tails of the normal and the exponential distribution", () => {
    const random = randomStream(12);
    const n = 200_000;
    const z = times(n, () => drawNormal(random));
    const e = times(n, () => drawExponential(random));
    const mean = (list: readonly number[], power: number): number =>
      list.reduce((sum, x) => sum + x ** power, 0) / n;
    // Five standard errors of each mean: sqrt(Var(x^power) / n).
    const slack = (variance: number): number => 5 * Math.sqrt(variance / n);
    expect(Math.abs(mean(z, 1))).toBeLessThan(slack(1));
    expect(Math.abs(mean(z, 2) - 1)).toBeLessThan(slack(2));
    expect(Math.abs(mean(z, 3))).toBeLessThan(slack(15));
    expect(Math.abs(mean(z, 4) - 3)).toBeLessThan(slack(96));
    expect(Math.abs(mean(e, 1) - 1)).toBeLessThan(slack(1));
    expect(Math.abs(mean(e, 2) - 2)).toBeLessThan(slack(20));
    const beyond = z.filter((x) => x > 1.959963984540054).length;
    expect(Math.abs(beyond - 0.025 * n)).toBeLessThan(5 * Math.sqrt(0.025 * 0.975 * n));
    expect(e.every((x) => x >= 0)).toBe(true);
  });

  it("boundary: nothing and one thing to draw", () => {
    expect([...drawOrder(randomStream(1), 0)]).toEqual([]);
    expect([...drawOrder(randomStream(1), 1)]).toEqual([0]);
    expect([...drawWithoutReturn(randomStream(1), 4, 0)]).toEqual([]);
    expect([...drawWithoutReturn(randomStream(1), 4, 4)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    expect([...drawWithReturn(randomStream(1), 1, 3)]).toEqual([0, 0, 0]);
    expect(randomStreams(1, 0)).toEqual([]);
  });
});
