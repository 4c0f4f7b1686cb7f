/** Outliers, preferred digits, patterns and summaries: by hand, on drawn data, and as laws. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../core/random.ts";
import { summaryOf } from "./column-summary.ts";
import { findDigitPreference } from "./digit-preference.ts";
import { missingPatterns } from "./missing-patterns.ts";
import { findOutliers } from "./outliers.ts";
import { quantileInPlace, quantileOf } from "./quantile.ts";

const drawn = (n: number, of: (u: number) => number): Float64Array => {
  const random = randomStream(3);
  return Float64Array.from({ length: n }, () => of(random.uniform()));
};

describe("outliers", () => {
  it("are far from the median in units of the median absolute deviation", () => {
    // Median 15.5; the deviations 0.5 to 14.5 twice, 15.5 and the last have the median 8: one unit is 11.8608. Far begins at the root
    // of 2 ln 640, 3.5949 units, for 32 values: at 58.14.
    const values = Float64Array.from([...Array.from({ length: 31 }, (_, i) => i), 59]);
    expect(findOutliers(values)?.at).toEqual([31]);
    expect(findOutliers(Float64Array.from([...values.slice(0, 31), 58]))?.at).toEqual([]);
  });

  it("are hardly ever found in normal values, however many there are", () => {
    const random = randomStream(11);
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
    let flagged = 0;
    for (let column = 0; column < 200; column++)
      if ((findOutliers(Float64Array.from({ length: 2000 }, normal))?.at.length ?? 0) > 0) flagged++;
    // About 2 of 200 expected; 12 or more have a chance below 1e-5.
    expect(flagged).toBeLessThan(12);
  });

  it("are judged by logarithms where these are more symmetric", () => {
    const skewed = drawn(200, (u) => Math.exp(6 * u));
    expect(findOutliers(skewed)).toMatchObject({ scale: "logarithms", at: [] });
    const wrong = Float64Array.from([...skewed, 1e9]);
    expect(findOutliers(wrong)?.at).toEqual([200]);
  });

  it("are not looked for in few values, nor where half are equal; unknown ones do not count", () => {
    expect(findOutliers(Float64Array.from([1, 2, 1000]))).toBeNull();
    expect(findOutliers(Float64Array.from([...Array<number>(30).fill(1), 2, 9]))).toBeNull();
    const values = Float64Array.from([Number.NaN, ...Array.from({ length: 31 }, (_, i) => i), 400]);
    expect(findOutliers(values)?.at).toEqual([32]);
  });

  it("stay the same people in another unit", () => {
    const cells = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 25, maxLength: 60 });
    fc.assert(
      fc.property(cells, fc.constantFrom(0.5, 4, 1024), (values, factor) => {
        const scaled = Float64Array.from(values, (value) => value * factor);
        expect(findOutliers(scaled)?.at).toEqual(findOutliers(Float64Array.from(values))?.at);
      }),
    );
  });
});

describe("preferred digits", () => {
  it("are found where values were rounded to 5", () => {
    const rounded = drawn(100, (u) => 5 * Math.round(20 + 20 * u));
    expect(findDigitPreference(rounded)).toEqual({ decimals: 0, values: 100, share: 1 });
    const half = drawn(200, (u) => Math.round(100 * u) / 2 + 20);
    expect(findDigitPreference(half)).toMatchObject({ decimals: 1, share: 1 });
  });

  it("are not found where every digit is as likely, in few values, and on few steps", () => {
    expect(findDigitPreference(drawn(500, (u) => Math.round(1000 * u) / 10))).toBeNull();
    expect(findDigitPreference(Float64Array.from([5, 10, 15]))).toBeNull();
    expect(findDigitPreference(drawn(500, (u) => Math.round(9 * u)))).toBeNull();
    expect(findDigitPreference(drawn(100, (u) => u))).toBeNull();
  });
});

describe("quantiles without sorting", () => {
  it("are those of the sorted values", () => {
    const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(numbers, fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75, 1), (values, p) => {
        const sorted = Float64Array.from(values).sort();
        expect(quantileInPlace(Float64Array.from(values), p)).toBe(quantileOf(sorted, p));
      }),
    );
  });
});

describe("patterns of unknown cells", () => {
  it("are counted, the most frequent first", () => {
    expect(
      missingPatterns(
        [
          [true, false, true, false],
          [true, false, true, true],
        ],
        4,
      ),
    ).toEqual([
      { unknown: [true, true], subjects: 2 },
      { unknown: [false, false], subjects: 1 },
      { unknown: [false, true], subjects: 1 },
    ]);
  });
});

describe("summaries", () => {
  it("hold the smallest, the quartiles and the largest, or nothing", () => {
    expect(summaryOf({ kind: "number", values: Float64Array.from([4, 1, Number.NaN, 3, 2]) })).toEqual({
      kind: "number",
      unknown: [false, false, true, false, false],
      five: [1, 1.75, 2.5, 3.25, 4],
    });
    expect(summaryOf({ kind: "date", days: Float64Array.from([Number.NaN]) })).toMatchObject({ five: null });
    expect(quantileOf([1], 0.9)).toBe(1);
  });

  it("count levels and statuses; what was not measured is unknown", () => {
    const base = { raw: "", unit: "", dilution: 1 };
    expect(
      summaryOf({
        kind: "measurement",
        analyte: "a",
        records: [
          { status: "belowLod", ...base },
          { status: "notMeasured", ...base },
        ],
        limits: [{}, {}],
      }),
    ).toEqual({
      kind: "counts",
      unknown: [false, true],
      counts: [
        { label: "below the limit of detection", n: 1 },
        { label: "not measured", n: 1 },
      ],
    });
  });
});
