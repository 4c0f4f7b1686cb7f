import { describe, expect, it } from "vitest";
import { readControlTargets } from "./control-targets.ts";

const read = (text: string) => readControlTargets(new TextEncoder().encode(text), "qc.csv");

describe("targets of controls", () => {
  it("are read from a table in any order of columns, with any decimal mark", () => {
    const { targets, issues } = read("Analyte;Control;mean;SD;runs\nIL-6;QC1;12,5;0,75;25\n");
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(targets).toEqual([{ control: "QC1", analyte: "IL-6", mean: 12.5, sd: 0.75, runs: 25 }]);
  });

  it("a wrong number, a second target and a missing column are listed", () => {
    const { targets, issues } = read(
      "control,analyte,mean,sd,runs\nQC1,IL-6,12,0,25\nQC2,IL-6,x,1,25\nQC3,IL-6,12,1,25\nQC3,IL-6,13,1,25\n",
    );
    expect(targets.map(({ control, mean }) => [control, mean])).toEqual([["QC3", 12]]);
    expect(issues.map(({ code, at }) => [code, at.row, at.column])).toEqual([
      ["control-number-wrong", 2, "sd"],
      ["control-number-wrong", 3, "mean"],
      ["control-twice", 5, undefined],
    ]);
    expect(read("control,analyte,mean,sd\nQC1,IL-6,12,1\n").issues[0]?.got).toBe("none named runs");
  });
});
