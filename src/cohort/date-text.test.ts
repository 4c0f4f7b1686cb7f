import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysOf, readDate } from "./date-text.ts";

describe("readDate", () => {
  it.each([
    ["1970-01-01", { days: 0 }],
    ["1969-12-31", { days: -1 }],
    ["2000-02-29", { days: 11016 }],
    ["2019-03-14T09:30:15", { days: 17969 }],
    ["2019/3/14", { days: 17969 }],
    ["20190314", { days: 17969 }],
    ["14.3.2019", { days: 17969 }],
    ["14 March 2019", { days: 17969 }],
    ["14-Mar-2019", { days: 17969 }],
    ["14/03/2019", { dayFirst: 17969, monthFirst: null }],
    ["03-14-2019", { dayFirst: null, monthFirst: 17969 }],
    ["07/07/2017", { dayFirst: 17354, monthFirst: 17354 }],
    ["1900-02-29", { problem: "impossible" }],
    ["31.04.2019", { problem: "impossible" }],
    ["31/31/2019", { problem: "impossible" }],
    ["28.11.16", { problem: "two-digit-year" }],
    ["43538", { problem: "not-a-date" }],
    ["14 Foo 2019", { problem: "not-a-date" }],
    ["", { problem: "not-a-date" }],
  ])("%s", (text, want) => {
    expect(readDate(text)).toEqual(want);
  });

  it("agrees with the calendar of the language over 2,000 years", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 2999 }), fc.integer({ min: 0, max: 365 }), (year, day) => {
        const date = new Date(Date.UTC(year, 0, 1 + day));
        const text = date.toISOString().slice(0, 10);
        expect(readDate(text)).toEqual({ days: date.getTime() / 86_400_000 });
      }),
    );
  });

  it("never throws, and every reading is a whole number of days", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reading = readDate(text);
        if ("days" in reading) expect(Number.isInteger(reading.days)).toBe(true);
      }),
    );
  });
});

it("refuses dates that the calendar lacks", () => {
  expect(daysOf(2019, 2, 29)).toBeNull();
  expect(daysOf(2019, 13, 1)).toBeNull();
  expect(daysOf(2020, 2, 29)).toBe(18321);
});
