import { expect, it } from "vitest";
import type { PlateRow } from "../plate.ts";
import { countedRows } from "./counted-rows.ts";

const row = (level: PlateRow["level"], analyte: string, ...wells: string[]): PlateRow => ({
  level,
  wells,
  type: "unknown",
  sample: "",
  analyte,
  signal: 1,
  signalText: "1",
  concentrationText: "",
  dilution: 1,
  flags: [],
});

it("never counts a well twice for one analyte", () => {
  const rows = [
    row("aggregated", "IL-6", "A1", "A2"),
    row("well", "IL-6", "A1"),
    row("well", "IL-6", "A2"),
    row("aggregated", "IL-6", "B1", "B2"),
    row("aggregated", "TNF", "A1", "A2"),
  ];
  expect(countedRows({ rows }).map(({ analyte, wells }) => `${analyte} ${wells.join("+")}`)).toEqual([
    "IL-6 A1",
    "IL-6 A2",
    "IL-6 B1+B2",
    "TNF A1+A2",
  ]);
});

it("takes the sample for the wells of a sum that names none", () => {
  const rows = [
    { ...row("well", "IL-6"), sample: "MS-1" },
    { ...row("aggregated", "IL-6"), sample: "MS-1" },
    { ...row("aggregated", "IL-6"), sample: "MS-2" },
  ];
  expect(countedRows({ rows }).map(({ level, sample }) => `${level} ${sample}`)).toEqual([
    "well MS-1",
    "aggregated MS-2",
  ]);
});
