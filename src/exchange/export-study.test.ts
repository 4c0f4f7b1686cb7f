/** Exports of a study: what comes back, what each standard says of a value below a limit, and what is refused. */
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { exampleStudy, studyFrom, studyOf } from "../../test/studies-in-memory.ts";
import { readTable } from "../cohort/read-table.ts";
import type { TextTable } from "../cohort/text-table.ts";
import { describeIssue } from "../core/issues/issue.ts";
import type { Measurement } from "../core/measurement.ts";
import { readProtocol } from "../study/read-protocol.ts";
import { resolve } from "../study/resolve.ts";
import { answerStudy, checkStudy } from "../study/run.ts";
import { exportStudy } from "./export-study.ts";
import type { ExportFormat } from "./formats.ts";
import { measurementText, readsBack } from "./measurement-text.ts";

type Studied = Awaited<ReturnType<typeof studyFrom>>;

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

async function table(study: Studied, format: ExportFormat, file: string, date?: string): Promise<TextTable> {
  const { files } = exportStudy(study.resolved, study.cohort, {
    format,
    ...(date === undefined ? {} : { date }),
  });
  const read = await readTable(bytesOf(files.get(file)!), file, {});
  if (read.table === null) throw new Error(read.issues.map(describeIssue).join("\n"));
  return read.table;
}

/** The exported table and its study.yaml, run as a study of their own. */
async function again(study: Studied, format: ExportFormat): Promise<Studied> {
  const { files } = exportStudy(study.resolved, study.cohort, { format });
  const read = readProtocol(String(files.get("study.yaml")), "study.yaml");
  if ("issues" in read) throw new Error(read.issues.map(describeIssue).join("\n"));
  const found = resolve(read.protocol, read.source);
  if ("issues" in found) throw new Error(found.issues.map(describeIssue).join("\n"));
  const name = read.protocol.data[0]!.file;
  const { cohort, issues } = await checkStudy(found.resolved, [
    { name, bytes: bytesOf(files.get(name)!), sha256: "" },
  ]);
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  return { resolved: found.resolved, cohort: cohort!, outcome: await answerStudy(found.resolved, cohort!) };
}

const SMALL = `cistern: 1
title: Small
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id, column: Person }
  sex: { type: binary, levels: [{ value: "1", label: woman }, { value: "2", label: man }] }
  grade: { type: ordinal, levels: [low, { value: "a level, with | signs", label: "Grade = high" }], map: { Low: low } }
  age: { type: continuous, unit: years, missing: [-9] }
  lp: { type: date }
  il6: { type: concentration }
analytes:
  il6: { unit: pg/mL, limits: { lod: il6_limit, uloq: 900 }, detection: above-lod, not_detected: ["0"] }
derived:
  old: { expression: age > 60 }
questions:
  - { id: q, kind: describe, variables: [age, sex, grade, old] }
settings: { confidence: 0.95, seed: 1 }
`;

const CELLS = `Person,sex,grade,age,lp,il6,il6_limit
P1,1,Low,61.5,2020-02-29,1.25,0.5
=P2,2,"a level, with | signs",-9,,<0.5,0.5
P3,,low,40,31.12.1999,0,0.3
P4,1,,,,,0.3
P5,1,,,2020-01-01,*0.12,0.3
P6,1,,1e-7,2020-01-01,>900,0.3
Zoë,2,low,33,2020-01-01,<LOQ (0.4),0.3
`;

const STATUSES = [
  "quantified",
  "belowLod",
  "belowLod",
  "notMeasured",
  "extrapolatedLow",
  "aboveUloq",
  "belowLloq",
];

describe("round trips", () => {
  let example: Studied;
  beforeAll(async () => {
    example = await exampleStudy("ms-il6");
  });

  it.each(["csv", "spss", "parquet"] as const)("%s: the example gives the same answers", async (format) => {
    const { outcome, cohort } = await again(example, format);
    expect(cohort.columns.get("il6")?.kind).toBe("measurement");
    for (const [i, { answer }] of outcome.answers.entries()) {
      const original = example.outcome.answers[i]!.answer;
      expect(answer.result).toEqual(original.result);
      expect(answer.tests).toEqual(original.tests);
    }
  });

  it.each(["csv", "spss", "parquet"] as const)("%s: every cell of a small study", async (format) => {
    const study = await studyFrom(SMALL, CELLS);
    const { cohort } = await again(study, format);
    const id = format === "csv" ? "'=P2" : "=P2";
    expect(cohort.ids).toEqual(["P1", id, "P3", "P4", "P5", "P6", "Zoë"]);
    for (const name of ["sex", "grade", "age", "lp", "old"])
      expect(cohort.columns.get(name), name).toEqual(study.cohort.columns.get(name));
    const column = cohort.columns.get("il6");
    const before = study.cohort.columns.get("il6");
    if (column?.kind !== "measurement" || before?.kind !== "measurement") throw new Error("no measurements");
    expect(column.records.map(({ status }) => status)).toEqual(STATUSES);
    expect(column.records.map(({ value, bound }) => [value, bound])).toEqual(
      before.records.map(({ value, bound }) => [value, bound]),
    );
    expect(column.limits).toEqual(before.limits);
  });

  it.each(["csv", "spss", "parquet"] as const)(
    "%s: outcomes of a follow-up and severity scores",
    async (format) => {
      const protocol = `cistern: 1
title: Course
design: cohort
data: [{ file: people.csv }]
variables:
  id: { type: id }
  age: { type: continuous }
follow_up:
  visits: { file: visits.csv, date: day, edss: edss }
  relapses: { file: relapses.csv, date: onset, nobody: none }
  outcomes:
    worse: { outcome: confirmed-worsening, step_at_5_5: 1, confirmed_after: 84 }
severity:
  score: { score: armss, from: cohort, edss: worse_years, years: age, least_people: 1 }
derived:
  early: { expression: worse and worse_years < 1 }
questions:
  - { id: q, kind: describe, variables: [worse, worse_years, worse_date, early, score], where: worse is known }
settings: { confidence: 0.95, seed: 1 }
`;
      const files = {
        "people.csv": "id,age\nA,30\nB,31\nC,32\n",
        "visits.csv":
          "id,day,edss\nA,2020-01-01,2\nA,2020-03-01,3\nA,2020-09-01,3\nB,2020-01-01,2\nB,2021-01-01,2\n",
        "relapses.csv": "id,onset\nA,2019-01-01\n",
      };
      const read = readProtocol(protocol, "study.yaml");
      if ("issues" in read) throw new Error(read.issues.map(describeIssue).join("\n"));
      const found = resolve(read.protocol, read.source);
      if ("issues" in found) throw new Error(found.issues.map(describeIssue).join("\n"));
      const { cohort } = await studyOf(protocol, files);
      const study = {
        resolved: found.resolved,
        cohort: cohort!,
        outcome: await answerStudy(found.resolved, cohort!),
      };
      const { outcome } = await again(study, format);
      expect(outcome.answers[0]!.answer.result).toEqual(
        // What was true or false is now a variable of two levels with the same words.
        JSON.parse(
          JSON.stringify(study.outcome.answers[0]!.answer.result).replace(
            '"type":"boolean"',
            '"type":"binary"',
          ),
        ),
      );
    },
  );

  it("any measurement reads back as it was", () => {
    const amount = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    const bound = fc.record({
      op: fc.constantFrom("<" as const, "<=" as const),
      limit: amount,
      limitType: fc.constant("reported" as const),
    });
    const base = { raw: "", unit: "pg/mL", dilution: 1 };
    const measurement = fc.oneof(
      amount.map((value): Measurement => ({ status: "quantified", value, ...base })),
      amount.map((value): Measurement => ({ status: "extrapolatedLow", value, ...base })),
      fc
        .constantFrom("belowLod" as const, "belowLloq" as const, "aboveUloq" as const)
        .chain((status) =>
          fc
            .option(amount, { nil: undefined })
            .map((value): Measurement => ({ status, ...(value === undefined ? {} : { value }), ...base })),
        ),
      bound.map((one): Measurement => ({ status: "belowLod", bound: one, ...base })),
      fc
        .constantFrom("notMeasured" as const, "invalid" as const)
        .map((status): Measurement => ({ status, ...base })),
    );
    fc.assert(fc.property(measurement, (one) => readsBack(one, {})));
  });
});

describe("what each standard says", () => {
  let study: Studied;
  beforeAll(async () => {
    study = await studyFrom(SMALL, CELLS);
  });
  const results = async (
    format: ExportFormat,
    file: string,
    header: string,
  ): Promise<readonly (string | null)[]> => {
    const read = await table(study, format, file, "lp");
    return read.descriptions?.[read.columns.indexOf(header)]?.results ?? [];
  };

  it("FHIR: comparators, absences and words read back", async () => {
    expect(await results("fhir", "observations.json", "value")).toEqual([
      "1.25",
      "<0.5",
      "<LOD",
      null,
      "*0.12",
      ">900",
      "<LLOQ (0.4)",
    ]);
    const { files } = exportStudy(study.resolved, study.cohort, { format: "fhir", date: "lp" });
    const bundle = JSON.parse(String(files.get("observations.json"))) as {
      entry: { resource: Record<string, unknown> }[];
    };
    expect(bundle.entry[1]?.resource).toEqual({
      resourceType: "Observation",
      id: "obs-2",
      status: "final",
      code: { text: "il6" },
      subject: { reference: "Patient/=P2" },
      valueQuantity: {
        value: 0.5,
        comparator: "<",
        unit: "pg/mL",
        system: "http://unitsofmeasure.org",
        code: "pg/mL",
      },
      referenceRange: [
        {
          low: { value: 0.5, unit: "pg/mL" },
          high: { value: 900, unit: "pg/mL" },
          text: "Limit of detection, upper limit of quantification",
        },
      ],
    });
  });

  it("OMOP: an operator beside the limit, no row for what was not measured", async () => {
    expect(await results("omop", "measurement.csv", "value_as_number")).toEqual([
      "1.25",
      "<0.5",
      "<LOD",
      "*0.12",
      ">900",
      "<LLOQ (0.4)",
    ]);
    const rows = await table(study, "omop", "measurement.csv", "lp");
    const cell = (row: number, name: string) => rows.records[row]?.[rows.columns.indexOf(name)];
    expect([cell(1, "operator_concept_id"), cell(1, "value_as_number")]).toEqual(["4171756", "0.5"]);
    expect([cell(2, "operator_concept_id"), cell(2, "value_as_number")]).toEqual(["", ""]);
    expect((await table(study, "omop", "person.csv", "lp")).records[1]).toEqual(["2", "'=P2"]);
  });

  it("SDTM: characters, a number only where one was measured, NOT DONE", async () => {
    const read = await table(study, "sdtm", "lb.csv");
    const column = (name: string) => read.records.map((record) => record[read.columns.indexOf(name)]);
    expect(column("LBSTRESC")).toEqual(["1.25", "<0.5", "<LOD", "", "*0.12", ">900", "<LLOQ (0.4)"]);
    expect(column("LBSTRESN")).toEqual(["1.25", "", "", "", "", "", ""]);
    expect(column("LBSTAT")[3]).toBe("NOT DONE");
    expect(await results("sdtm", "lb.csv", "LBSTRESN")).toHaveLength(7);
  });

  it("REDCap: number and operator, missing data codes, and choices under codes that it takes", () => {
    const { files, issues } = exportStudy(study.resolved, study.cohort, { format: "redcap" });
    const lines = String(files.get("redcap-records.csv")).trim().split("\n");
    expect(lines[0]).toBe("id,sex,grade,age,lp,il6,il6_op,old,il6_lod,il6_detected");
    expect(lines.slice(1, 4)).toEqual([
      "P1,1,1,61.5,2020-02-29,1.25,1,1,0.5,1",
      "'=P2,2,2,,,0.5,2,,0.5,0",
      "P3,,1,40,1999-12-31,BLD,,0,0.3,0",
    ]);
    expect(String(files.get("redcap-dictionary.csv"))).toContain(
      'radio,grade,"1, low | 2, a level, with / signs"',
    );
    expect(issues.map(describeIssue)).toEqual([
      'redcap-records.csv: expected missing data codes that the project knows; before the import add to its "Missing Data Codes": BLD, Below limit of detection | BLQ, Below limit of quantification',
      "redcap-records.csv: expected a place for values outside the curve, for numbers beside a label, and for invalid ones, got 2 cells that say more than their fields can; values outside the curve stand as numbers, the label without its number, invalid ones blank; csv, spss and parquet keep all of it",
      "id: expected texts that no spreadsheet runs as a formula, got 1 text that begins like one; each has an apostrophe in front; spss and parquet keep them as they are",
    ]);
  });

  it("a codebook that says what each column is", () => {
    const { files } = exportStudy(study.resolved, study.cohort, { format: "csv" });
    const lines = String(files.get("codebook.csv")).split("\n");
    expect(lines[2]).toBe("sex,sex,as read and checked,one of the levels,,1 = woman | 2 = man,6");
    expect(lines).toContain("il6_lod,il6: limit of detection,limit of this sample,number,pg/mL,,7");
  });
});

describe("refusals", () => {
  it("a date that is none, or is needed and not stated", async () => {
    const study = await studyFrom(SMALL, CELLS);
    const refused = (date?: string): string =>
      exportStudy(study.resolved, study.cohort, { format: "omop", ...(date === undefined ? {} : { date }) })
        .issues.map(describeIssue)
        .join();
    expect(refused()).toBe("--date: expected the date variable of the samples (lp); such as --date lp");
    expect(refused("age")).toBe(
      '--date: expected the date variable of the samples (lp), got "age"; such as --date lp',
    );
  });

  it("a text that SPSS has no room for", async () => {
    const long = "x".repeat(256);
    const study = await studyFrom(SMALL, `${CELLS}${long},1,low,1,2020-01-01,1,0.3\n`);
    const { files, issues } = exportStudy(study.resolved, study.cohort, { format: "spss" });
    expect(files.size).toBe(0);
    expect(issues.map(describeIssue)).toEqual([
      "--as spss: expected texts of at most 255 bytes, got longer ones in id; export as csv or parquet",
    ]);
  });

  it("nothing: no measured value becomes a number that was not measured", () => {
    expect(measurementText({ status: "belowLod", raw: "ND", unit: "", dilution: 1 })).toBe("<LOD");
    expect(measurementText({ status: "notMeasured", raw: "", unit: "", dilution: 1 })).toBeNull();
  });
});
