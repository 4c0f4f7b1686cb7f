import { expect, it } from "vitest";
import { guessLong } from "./guess-long.ts";
import { readTable } from "./read-table.ts";

async function guess(text: string) {
  const { table } = await readTable(new TextEncoder().encode(text), "a.csv", {});
  if (table === null) throw new Error("not read");
  return guessLong(table);
}

it("a variable for each test of an OMOP table, with the repeated samples left to decide", async () => {
  const rows = [
    "1,IL6,4171756,0.5",
    "2,IL6,,2.2",
    "3,IL6,,4.1",
    "1,IL-6,,3",
    "2,IL-6,,4",
    "3,IL-6,,5.5",
    "3,IL6,,1",
  ];
  const header =
    "person_id,measurement_source_value,operator_concept_id,value_as_number,unit_source_value,measurement_date";
  const got = await guess([header, ...rows.map((row, i) => `${row},pg/mL,2020-01-0${i + 1}`)].join("\n"));
  expect(got?.long).toEqual({
    test: "measurement_source_value",
    value: "value_as_number",
    repeated: "refuse",
    date: "measurement_date",
  });
  expect(got?.variables.map(({ name, column, type }) => [name, column, type])).toEqual([
    ["person_id", "person_id", "id"],
    ["il6", "IL6", "concentration"],
    ["il6_2", "IL-6", "concentration"],
  ]);
  expect(got?.analytes.map(({ name, unit, limits }) => [name, unit, limits])).toEqual([
    ["il6", "pg/mL", { lod: { value: 0.5 } }],
    ["il6_2", "pg/mL", {}],
  ]);
  expect(got?.decisions).toContain(
    "IL6: people have several samples; say which counts, repeated: first or last, or keep one row of each.",
  );
});

it("NPX stay plain numbers: they are logarithms, and may be negative", async () => {
  const rows = ["a,IL6,-0.3", "b,IL6,1.2", "c,IL6,2.2", "a,TNF,3.1", "b,TNF,4.4", "c,TNF,5.1"];
  const got = await guess(["SampleID,Assay,NPX", ...rows].join("\n"));
  expect(got?.variables.map(({ name, type }) => [name, type])).toEqual([
    ["sampleid", "id"],
    ["il6", "continuous"],
    ["tnf", "continuous"],
  ]);
});

it("a bundle of observations has a variable for each code", async () => {
  const entries = ["1", "2", "3"].map(
    (n) =>
      `{"resource": {"resourceType": "Observation", "id": "o${n}", "code": {"text": "IL-6"}, "subject": {"reference": "Patient/${n}"},
        "effectiveDateTime": "2021-01-0${n}T08:30:00+01:00", "valueQuantity": {"value": ${n}.50, "comparator": "<", "unit": "pg/mL"}}}`,
  );
  const text = `{"resourceType": "Bundle", "entry": [${entries.join(",")}]}`;
  const { table } = await readTable(new TextEncoder().encode(text), "a.json", {});
  const got = table === null ? null : guessLong(table);
  expect(got?.long).toEqual({ test: "code", value: "value", repeated: "refuse", date: "effective" });
  expect(got?.variables.map(({ name, column, type, unit }) => [name, column, type, unit])).toEqual([
    ["subject", "subject", "id", undefined],
    ["il6", "IL-6", "concentration", "pg/mL"],
  ]);
});

it("any other table is none", async () => {
  expect(await guess("id,x\n1,2\n2,3")).toBeNull();
});
