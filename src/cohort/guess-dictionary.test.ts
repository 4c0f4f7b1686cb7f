import { describe, expect, it } from "vitest";
import { guessDictionary } from "./guess-dictionary.ts";
import { readDelimited } from "./read-delimited.ts";
import { buildCohort } from "./type-columns.ts";
import { unitOfHeader } from "./unit-text.ts";

const TEXT = [
  "patient_id,Diagnosis,sex,age_years,edss,lp_date,relapse,gd_lesions,IL-6 (pg/mL),il6_lod,severity,remark,empty",
  "0012,RR,F,30,2.5,2019-01-11,no,0,<0.5,0.5,mild,one a,",
  "0014,CTRL,M,41,-9,2019-02-11,yes,2,1.25,0.5,severe,one b,",
  "0016,RR,F,52,0,2019-03-11,unknown,99,ND,0.5,mild,one c,",
  "0018,PP,M,63,6.5,2019-04-11,no,1,OOR <,0.4,moderate,one d,",
  "0020,RR,F,35,3,2019-05-11,yes,4,3.5,0.4,mild,one e,",
].join("\n");

const tableOf = (text: string) => {
  const { table } = readDelimited(new TextEncoder().encode(text), "a.csv", {});
  if (table === null) throw new Error("unreadable");
  return table;
};

describe("guessDictionary", () => {
  const guess = guessDictionary(tableOf(TEXT));
  const of = (name: string) => guess.variables.find((variable) => variable.name === name);

  it.each([
    ["patient_id", "id", "5 cells, all different"],
    ["diagnosis", "nominal", "3 distinct values, text"],
    ["sex", "nominal", "2 distinct values, text"],
    ["age_years", "continuous", "5 distinct numbers"],
    ["edss", "edss", "its name, and numbers on the EDSS scale"],
    ["lp_date", "date", "its cells are dates"],
    ["relapse", "binary", "two values, no and yes"],
    ["gd_lesions", "count", "whole numbers, and its name counts something"],
    ["il6", "concentration", "numbers with marks such as <0.5, ND, OOR <"],
    ["severity", "ordinal", "3 distinct values that have an order"],
  ])("%s is %s, because %s", (name, type, because) => {
    expect(of(name)).toMatchObject({ type, because });
  });

  it("leaves out limits, free text and empty columns", () => {
    expect(guess.id).toBe("patient_id");
    expect(guess.variables).toHaveLength(10);
  });

  it("finds units, codes, orders and references", () => {
    expect(of("il6")).toMatchObject({ column: "IL-6 (pg/mL)", unit: "pg/mL" });
    expect(of("age_years")).toMatchObject({ unit: "years", label: "age" });
    expect(of("edss")?.missing).toEqual(["-9"]);
    expect(of("gd_lesions")?.missing).toEqual(["99"]);
    expect(of("relapse")).toMatchObject({
      missing: ["unknown"],
      levels: [{ value: "no" }, { value: "yes" }],
    });
    expect(of("severity")?.levels?.map(({ value }) => value)).toEqual(["mild", "moderate", "severe"]);
    expect(of("diagnosis")?.reference).toBe("CTRL");
  });

  it("gives the analyte its limits and leaves the rule to be decided", () => {
    expect(guess.analytes).toEqual([
      {
        name: "il6",
        label: "IL-6",
        unit: "pg/mL",
        limits: { lod: { column: "il6_lod" } },
        detection: { id: "above-lod" },
        notDetected: [],
        notMeasured: [],
        because: "LOD from column il6_lod",
      },
    ]);
  });

  it("says what only a person can decide", () => {
    expect(guess.decisions).toEqual([
      "Diagnosis: decide the reference group; CTRL looks like it, and whether the levels have an order.",
      "sex: decide the reference group among F, M, and whether the levels have an order.",
      "edss: decide whether -9 means unknown; it is listed as missing.",
      "relapse: unknown is read as unknown, not as a third level: confirm it.",
      "gd_lesions: decide whether 99 means unknown; it is listed as missing.",
      "il6: choose the detection rule before looking at results; the draft says above-lod.",
      "il6: decide whether ND means not detected or not done.",
      "severity: confirm the order mild < moderate < severe.",
      "remark holds free text (5 different cells) and was left out.",
      "Column empty is empty and was left out.",
    ]);
  });

  it("drafts a dictionary that the same file passes without an error", () => {
    const { cohort, issues } = buildCohort([{ table: tableOf(TEXT), idColumn: "patient_id" }], guess, {});
    expect(cohort?.subjects).toBe(5);
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("describes the first 300 columns of a wider table, and says so", () => {
    const names = Array.from({ length: 400 }, (_, j) => `protein_${j}`);
    const row = (id: string): string => [id, ...names.map((_, j) => `${j}.5`)].join(",");
    const wide = guessDictionary(tableOf([["id", ...names].join(","), row("a"), row("b")].join("\n")));
    expect(wide.variables.length).toBe(300);
    expect(wide.decisions[0]).toBe(
      "The table has 401 columns: the first 300 are described; add the others that you need.",
    );
  });

  it("cuts names of headers that are sentences, and keeps them apart", () => {
    const sentence = "how old were you ".repeat(100);
    const { variables } = guessDictionary(
      tableOf(`id,${sentence}1,${sentence}2\nA,31,32\nB,41,42\nC,51,52\n`),
    );
    const name = "how_old_were_you_how_old_were_you_how_old_were_you_how_old_w";
    expect(variables.map((variable) => variable.name)).toEqual(["id", name, `${name}_2`]);
  });

  it("says so where nothing identifies a subject", () => {
    const none = guessDictionary(tableOf("sex,age\nF,30\nF,30"));
    expect(none.decisions[0]).toBe(
      "No column identifies every subject: add one with a different code in each row.",
    );
  });
});

it.each([
  ["il6_pg_ml", { stem: "il6", unit: "pg/mL", isConcentration: true }],
  ["IL-6 (pg/mL)", { stem: "IL-6", unit: "pg/mL", isConcentration: true }],
  ["nfl [ng/L]", { stem: "nfl", unit: "ng/L", isConcentration: true }],
  ["age_years", { stem: "age", unit: "years", isConcentration: false }],
  ["bmi_kg_m2", { stem: "bmi", unit: "kg/m\u00b2", isConcentration: false }],
  ["score_h", null],
  ["time_pm", null],
  ["age", null],
])("the unit in the header %s", (header, want) => {
  expect(unitOfHeader(header)).toEqual(want);
});
