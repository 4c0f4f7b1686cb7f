import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as elementary from "./elementary.ts";

const reference = JSON.parse(
  readFileSync(new URL("../../test/reference/elementary.json", import.meta.url), "utf8"),
) as { readonly source: string; readonly cases: Readonly<Record<string, readonly (readonly number[])[]>> };

/** Distance in units of the last place of `want`. */
const unitsApart = (got: number, want: number): number =>
  Math.abs(got - want) / elementary.timesPowerOfTwo(1, Math.max(-1074, elementary.exponentOf(want) - 52));

const functions: Readonly<Record<string, (...x: readonly number[]) => number>> = { ...elementary };

type Name = Exclude<keyof typeof elementary, "exponentOf" | "timesPowerOfTwo">;

/** Units in the last place, against the nearest double to the exact value. */
const MOST: Readonly<Record<Name, number>> = {
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  log2: 1,
  log10: 1,
  pow: 1,
  cosh: 2,
  sinh: 2,
  tanh: 2,
  hypot: 2,
  sin: 1,
  cos: 1,
  tan: 2,
  atan: 4,
};

describe(`elementary functions against ${reference.source}`, () => {
  it.each(Object.entries(MOST))("%s is within %d units in the last place", (name, most) => {
    const cases = reference.cases[name]!;
    expect(cases.length).toBe(60);
    for (const numbers of cases) {
      const x = numbers.slice(0, -1);
      const got = functions[name]!(...x);
      expect(unitsApart(got, numbers.at(-1)!), `${name}(${x.join(", ")}) = ${got}`).toBeLessThanOrEqual(most);
    }
  });
});

describe("special arguments", () => {
  const special = [0, -0, 1, -1, 2, -2, 0.5, 3, Infinity, -Infinity, NaN, 5e-324, 1.7976931348623157e308];

  it.each(["exp", "expm1", "log", "log1p", "log2", "log10", "sinh", "tanh", "cosh"] as const)(
    "%s treats them as the language does",
    (name) => {
      for (const x of special) {
        const [got, want] = [functions[name]!(x), Math[name](x)];
        if (Number.isFinite(want) && want !== 0) expect(unitsApart(got, want), `${x}`).toBeLessThanOrEqual(3);
        else expect(got, `${x}`).toBe(want);
      }
    },
  );

  it("pow treats them as the language does", () => {
    for (const x of special)
      for (const y of special) {
        const [got, want] = [elementary.pow(x, y), x ** y];
        if (Number.isFinite(want) && want !== 0)
          expect(unitsApart(got, want), `${x}, ${y}`).toBeLessThanOrEqual(2);
        else expect(got, `${x}, ${y}`).toBe(want);
      }
  });

  it("a circular function far away is not a number rather than a wrong one", () => {
    expect(elementary.sin(1e7)).toBeNaN();
    expect(elementary.cos(Infinity)).toBeNaN();
  });
});

describe("laws", () => {
  const number = fc.double({ min: -700, max: 700, noNaN: true });
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

  it("powers of two and ten have exact logarithms", () => {
    for (let k = -300; k <= 300; k++) {
      expect(elementary.log2(elementary.timesPowerOfTwo(1, k))).toBe(k);
      expect(elementary.log10(Number(`1e${k}`))).toBe(k);
    }
  });

  it("exp never falls, log never falls", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(elementary.exp(low)).toBeLessThanOrEqual(elementary.exp(high));
      }),
    );
    fc.assert(
      fc.property(positive, (x) => {
        expect(elementary.log(x)).toBeLessThanOrEqual(elementary.log(x * (1 + 3e-16)));
      }),
    );
  });

  it("a number is its mantissa times two to its exponent", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        fc.pre(x !== 0);
        const e = elementary.exponentOf(x);
        const mantissa = Math.abs(elementary.timesPowerOfTwo(x, -e));
        expect(mantissa).toBeGreaterThanOrEqual(1);
        expect(mantissa).toBeLessThan(2);
        expect(elementary.timesPowerOfTwo(mantissa, e)).toBe(Math.abs(x));
      }),
    );
  });

  it("log undoes exp, and whole powers are products", () => {
    fc.assert(
      fc.property(number, (x) => {
        expect(Math.abs(elementary.log(elementary.exp(x)) - x)).toBeLessThanOrEqual(
          3e-16 + 2e-16 * Math.abs(x),
        );
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (x) => {
        expect(unitsApart(elementary.pow(x, 3), x * x * x)).toBeLessThanOrEqual(2);
      }),
    );
  });
});
