import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as pair from "./pair.ts";

const whole = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
const asBig = (p: pair.Pair): bigint => BigInt(p.high) + BigInt(p.low);

describe("pair", () => {
  it("sums and products of whole numbers beyond 2^53 are exact", () => {
    fc.assert(
      fc.property(whole, whole, whole, (a, b, c) => {
        const product = pair.productOf(a, b);
        expect(asBig(product)).toBe(BigInt(a) * BigInt(b));
        expect(asBig(pair.add(product, pair.productOf(c, c)))).toBe(
          BigInt(a) * BigInt(b) + BigInt(c) * BigInt(c),
        );
        expect(asBig(pair.subtract(product, product))).toBe(0n);
      }),
    );
  });

  it("keeps what plain addition loses", () => {
    const sum = [1e16, 1, -1e16].reduce((total, v) => pair.add(total, pair.fromNumber(v)), pair.zero);
    expect(pair.toNumber(sum)).toBe(1);
    expect(1e16 + 1 - 1e16).toBe(0);
  });

  it("a third times three is one to 30 digits", () => {
    const rest = pair.subtract(pair.scale(pair.divide(pair.fromNumber(1), 3), 3), pair.fromNumber(1));
    expect(Math.abs(pair.toNumber(rest))).toBeLessThan(1e-30);
  });
});
