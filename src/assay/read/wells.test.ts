import { expect, it } from "vitest";
import { byWell, wellName, wellNames } from "./wells.ts";

it.each([
  ["A1", "A1"],
  ["a01", "A1"],
  [" H12 ", "H12"],
  ["P24", "P24"],
  ["Q1", null],
  ["A0", null],
  ["A25", null],
  ["A1x", null],
  ["", null],
])("wellName(%s) is %s", (text, name) => {
  expect(wellName(text)).toBe(name);
});

it("reads the wells of an aggregated row", () => {
  expect(wellNames("A3,A4")).toEqual(["A3", "A4"]);
  expect(wellNames("A3; B04")).toEqual(["A3", "B4"]);
  expect(wellNames("A3,sum")).toBeNull();
  expect(wellNames("")).toBeNull();
});

it("orders wells by row and column", () => {
  expect(["B1", "A10", "A2"].sort(byWell)).toEqual(["A2", "A10", "B1"]);
});
