/** Clinical definitions by name, from the protocol to the cells: by hand, with what is unknown, and what is refused. */
import { describe, expect, it } from "vitest";
import { RECIPES } from "../cohort/recipes/index.ts";
import { describeIssue } from "../core/issues/issue.ts";
import { relativeError } from "../../tools/conform/compare.ts";
import { readProtocol } from "./read-protocol.ts";
import { resolve } from "./resolve.ts";
import { checkStudy } from "./run.ts";

const COLUMNS = {
  lp: "date",
  relapse: "date",
  had: "binary, levels: [no, yes]",
  mri: "date",
  gd: "count",
  t2: "count",
  onset: "date",
  course: "nominal, levels: [RR, PP, SP, CIS]",
  active: "binary, levels: [no, yes]",
  prog: "binary, levels: [no, yes]",
  age: "continuous",
  n: "count",
  csf: "continuous",
  serum: "continuous",
  qig: "continuous",
  qalb: "continuous",
} as const;
type Row = Readonly<Partial<Record<keyof typeof COLUMNS, string | number>>>;

const protocolOf = (entry: string): string => `cistern: 1
title: t
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
${Object.entries(COLUMNS)
  .map(([name, type]) => `  ${name}: { type: ${type.replace("[no, yes]", '["no", "yes"]')} }`)
  .join("\n")}
derived:
  out: ${entry}
questions:
  - { id: q, kind: describe, variables: [age] }
settings: { confidence: 0.95, seed: 1 }
`;

async function derived(
  entry: string,
  rows: readonly Row[],
): Promise<readonly (string | number | boolean | null)[]> {
  const read = readProtocol(protocolOf(entry), "study.yaml");
  if ("issues" in read) throw new Error(read.issues.map(describeIssue).join("\n"));
  const found = resolve(read.protocol, read.source);
  if ("issues" in found) throw new Error(found.issues.map(describeIssue).join("\n"));
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const csv = [
    ["id", ...names].join(","),
    ...rows.map((row, i) => [`P${i}`, ...names.map((name) => row[name] ?? "")].join(",")),
  ].join("\n");
  const study = await checkStudy(found.resolved, [
    { name: "a.csv", bytes: new TextEncoder().encode(`${csv}\n`), sha256: "" },
  ]);
  const column = study.cohort?.columns.get("out");
  if (column === undefined) throw new Error(study.issues.map(describeIssue).join("\n"));
  if (column.kind === "boolean")
    return [...column.values].map((value) => (value === 1 ? true : value === 0 ? false : null));
  if (column.kind === "number")
    return [...column.values].map((value) => (Number.isNaN(value) ? null : value));
  if (column.kind === "category") return [...column.codes].map((code) => column.levels[code]?.value ?? null);
  throw new Error(column.kind);
}

const ACTIVITY =
  "{ recipe: disease-activity-at-lumbar-puncture, from: { lumbar_puncture: lp, last_relapse: relapse, had_relapse: had, mri: mri, enhancing_lesions: gd }, settings: { clinical_window_days: 90, radiological_window_days: 30 } }";
const LP = "2020-06-30";

describe("recipes by hand", () => {
  it("activity at lumbar puncture: windows to the day, and what is unknown", async () => {
    expect(
      await derived(ACTIVITY, [
        // 90 days before, lesion 30 days after.
        { lp: LP, had: "yes", relapse: "2020-04-01", mri: "2020-07-30", gd: 1 },
        // 91 days before is outside of the window.
        { lp: LP, had: "yes", relapse: "2020-03-31", mri: "2020-06-30", gd: 0 },
        { lp: LP, had: "no", mri: "2020-06-01", gd: 2 },
        { lp: LP, had: "yes", relapse: "2020-06-30", mri: "2020-06-01", gd: 0 },
        // No MRI, or one 31 days away: not inactive.
        { lp: LP, had: "yes", relapse: "2020-06-01" },
        { lp: LP, had: "no", mri: "2020-05-30", gd: 0 },
        // A relapse after the puncture is none before it.
        { lp: LP, had: "yes", relapse: "2020-07-01", mri: "2020-06-30", gd: 0 },
        // A relapse without its date.
        { lp: LP, had: "yes", mri: "2020-06-30", gd: 0 },
      ]),
    ).toEqual(["both", "neither", "radiological only", "clinical only", null, null, "neither", null]);
  });

  it("active disease: one that is true decides, one that is unknown does not", async () => {
    const entry = ACTIVITY.replace("disease-activity-at-lumbar-puncture", "active-disease");
    expect(
      await derived(entry, [
        { lp: LP, had: "yes", relapse: "2020-06-01" },
        { lp: LP, had: "no" },
        { lp: LP, had: "no", mri: LP, gd: 0 },
        { lp: LP, mri: LP, gd: 3 },
      ]),
    ).toEqual([true, null, false, true]);
  });

  it("Lublin's course: indeterminate is not inactive", async () => {
    const entry =
      "{ recipe: lublin-course, from: { course: course, active: active, progressing: prog }, settings: { relapsing: RR, primary_progressive: PP, secondary_progressive: SP } }";
    expect(
      await derived(entry, [
        { course: "RR", active: "yes" },
        { course: "RR" },
        { course: "PP", active: "no", prog: "yes" },
        { course: "SP", prog: "no" },
        { course: "CIS", active: "yes" },
      ]),
    ).toEqual([
      "RR active",
      "RR indeterminate",
      "PP not active, with progression",
      "SP indeterminate, without progression",
      null,
    ]);
  });

  it("NEDA-3: any activity is evidence, a missing part is not its absence", async () => {
    const entry = "{ recipe: neda-3, from: { relapse: had, worsening: prog, mri_activity: active } }";
    expect(
      await derived(entry, [
        { had: "no", prog: "no", active: "no" },
        { had: "no", prog: "no" },
        { had: "yes" },
        { had: "no", prog: "yes", active: "no" },
      ]),
    ).toEqual([true, null, false, false]);
  });

  it("rates and durations", async () => {
    const rate =
      "{ recipe: annualised-relapse-rate, from: { relapses: n, from: onset, to: lp }, settings: { least_days: 365 } }";
    // 731 days, and one day too few.
    const rates = await derived(rate, [
      { n: 3, onset: "2018-06-30", lp: LP },
      { n: 3, onset: "2019-07-02", lp: LP },
    ]);
    expect(relativeError(rates[0] as number, 3 / (731 / 365.25))).toBeLessThan(1e-14);
    expect(rates[1]).toBeNull();
    const duration = "{ recipe: disease-duration, from: { onset: onset, at: lp } }";
    expect(await derived(duration, [{ onset: "2020-07-01", lp: LP }])).toEqual([null]);
  });

  it("quotients in every pair of units", async () => {
    const of = (csf: string, serum: string): string =>
      `{ recipe: csf-serum-quotient, from: { csf: csf, serum: serum }, settings: { csf_unit: ${csf}, serum_unit: ${serum} } }`;
    // 200 mg/L over 40 g/L is 5 in a thousand, however it is written.
    expect(
      await derived(of("mg/L", "g/L"), [
        { csf: 200, serum: 40 },
        { csf: 200, serum: 0 },
      ]),
    ).toEqual([5, null]);
    expect(await derived(of("mg/dL", "g/dL"), [{ csf: 20, serum: 4 }])).toEqual([5]);
    expect(await derived(of("mg/L", "mg/dL"), [{ csf: 200, serum: 4000 }])).toEqual([5]);
  });

  it("Reiber's limit, fraction, local IgG and class", async () => {
    const from = "immunoglobulin_quotient: qig, albumin_quotient: qalb";
    const row = { qig: 6, qalb: 5, serum: 10, age: 30 };
    const limit = 0.93 * Math.sqrt(25 + 6) - 1.7;
    const [fraction] = await derived(
      `{ recipe: intrathecal-fraction, from: { ${from} }, settings: { immunoglobulin: IgG } }`,
      [row],
    );
    expect(relativeError(fraction as number, 100 * (1 - limit / 6))).toBeLessThan(1e-14);
    const [local] = await derived(
      `{ recipe: local-immunoglobulin, from: { ${from}, serum_immunoglobulin: serum }, settings: { immunoglobulin: IgG } }`,
      [row],
    );
    expect(relativeError(local as number, (6 - limit) * 10)).toBeLessThan(1e-14);
    expect(
      await derived(
        `{ recipe: reiber-class, from: { ${from}, age: age }, settings: { immunoglobulin: IgG, limit: 4+age/15 } }`,
        // The age limit is 6; Qlim 3.478 at 5 and 7.870 at 10; the lower limit at 5 is 1.415.
        [
          row,
          { ...row, qig: 3 },
          { ...row, qalb: 10 },
          { ...row, qalb: 10, qig: 8 },
          { ...row, qig: 1.4 },
          { qalb: 5, age: 30 },
        ],
      ),
    ).toEqual([
      "synthesis",
      "normal",
      "barrier dysfunction",
      "synthesis and barrier dysfunction",
      "implausible",
      null,
    ]);
  });
});

describe("refusals", () => {
  it.each([
    [
      "a window that is not stated",
      "{ recipe: clinical-activity, from: { lumbar_puncture: lp, last_relapse: relapse } }",
      "expected clinical_window_days of the recipe clinical-activity, to be stated: Days before lumbar puncture",
    ],
    [
      "an input that is missing",
      "{ recipe: disease-duration, from: { onset: onset } }",
      "expected at of the recipe disease-duration, a date: Date at which the duration is taken",
    ],
    [
      "an input that the recipe does not have",
      "{ recipe: disease-duration, from: { onset: onset, at: lp, to: lp } }",
      "expected an input of the recipe disease-duration: onset, at",
    ],
    ["a recipe that does not exist", "{ recipe: disease-duratoin }", "did you mean disease-duration?"],
    ["both", "{ recipe: neda-3, expression: age > 3 }", "expected either an expression or a recipe"],
    ["neither", "{ label: x }", "expected an expression, or a recipe"],
    [
      "a column that the study does not have",
      "{ recipe: disease-duration, from: { onset: onsett, at: lp } }",
      "onsett",
    ],
  ])("%s", async (_, entry, text) => {
    await expect(derived(entry, [])).rejects.toThrow(text);
  });
});

it("every recipe has words and a source, and writes an expression that can be read", () => {
  for (const { id, words, source, settings, expression, inputs } of RECIPES) {
    const chosen = Object.fromEntries(
      Object.entries(settings).map(([name, one]) => [
        name,
        one.default ?? one.choices?.[0] ?? (one.isText === true ? "RR" : 30),
      ]),
    );
    const columns = Object.fromEntries(Object.keys(inputs).map((name) => [name, "`a column`"]));
    expect(words(chosen).length, id).toBeGreaterThan(10);
    expect(source.length, id).toBeGreaterThan(10);
    expect(expression(columns, chosen), id).not.toMatch(/undefined|NaN/);
  }
});
