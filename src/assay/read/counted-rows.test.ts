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
