import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeIssue } from "../../core/issues/issue.ts";
import { guessDictionary } from "../guess-dictionary.ts";
import { readTable } from "../read-table.ts";
import { buildCohort } from "../type-columns.ts";
import { parseExactJson } from "./exact-json.ts";
import { olinkBelowLod } from "./olink.ts";
import { describeRedcap } from "./redcap.ts";
import { redcapFields } from "./redcap-dictionary.ts";

async function read(text: string, file = "a.csv") {
  const { table, issues } = await readTable(new TextEncoder().encode(text), file, {});
  const results = table?.descriptions?.find((description) => description.results !== undefined)?.results;
  return { table, results, words: issues.map(describeIssue), codes: issues.map(({ code }) => code) };
}

const omop = (rows: readonly string[]): string =>
  [
    "person_id,value_as_number,operator_concept_id,unit_source_value,value_source_value,measurement_date",
    ...rows.map((row, i) => `${i + 1},${row},2020-01-0${i + 1}`),
  ].join("\n");

describe("OMOP", () => {
  it.each([
    ["0.7,4171754,pg/mL,<=0.7", "<=0.7"],
    ["0.5,4171756,pg/mL,<0.5", "<0.5"],
    ["5000,4172704,pg/mL,", ">5000"],
    ["5000,4171755,pg/mL,", ">=5000"],
    ["2.30,4172703,pg/mL,2.30", "2.30"],
    ["2.3,0,pg/mL,2.3", "2.3"],
    ["2.3,,pg/mL,", "2.3"],
    ['0.7,4171756,pg/mL,"<0,7 pg/mL"', "<0.7"],
    [",,pg/mL,QNS", null],
    [",,pg/mL,<0.5", "<0.5"],
    [",4171756,pg/mL,", "<LOD"],
  ])("%s means %s", async (row, result) => {
    const got = await read(omop([row]));
    expect(got.results).toEqual([result]);
    expect(got.codes).toEqual([]);
    expect(got.table?.records[0]?.[1]).toBe(row.split(",")[0]);
  });

  it.each([
    [
      "0.5,99,pg/mL,",
      'row 2, column operator_concept_id: expected an operator among 4171754, 4171755, 4171756, 4172703, 4172704, or none, got "99"',
    ],
    ["0.5,,pg/mL,<0.5", 'got 0.5 beside the source text "<0.5"; ask the laboratory'],
    ["0.5,4171756,pg/mL,0.5", 'got <0.5 beside the source text "0.5"'],
    ["0.7,4171756,pg/mL,<0.5", 'got <0.7 beside the source text "<0.5"'],
  ])("%s is no result, and an error", async (row, words) => {
    const got = await read(omop([row]));
    expect(got.results).toEqual([null]);
    expect(got.words.join("\n")).toContain(words);
  });

  it("a limit never becomes a value: as a concentration it is a bound, as a plain number an error", async () => {
    const { table } = await read(omop(["0.7,4171754,pg/mL,<=0.7", "3.1,,pg/mL,3.1", "5.2,,pg/mL,5.2"]));
    if (table === null) throw new Error("not read");
    const guess = guessDictionary(table);
    const built = buildCohort([{ table, idColumn: "person_id" }], guess, {});
    const column = built.cohort?.columns.get("value_as_number");
    expect(
      column?.kind === "measurement"
        ? column.records.map(({ status, bound, value }) => bound?.limit ?? [status, value])
        : null,
    ).toEqual([0.7, ["quantified", 3.1], ["quantified", 5.2]]);
    const variables = guess.variables.map((variable) =>
      variable.type === "concentration" ? { ...variable, type: "continuous" as const } : variable,
    );
    const plain = buildCohort([{ table, idColumn: "person_id" }], { ...guess, variables, analytes: [] }, {});
    expect(plain.issues.map(describeIssue).join("\n")).toContain(
      'row 2, column value_as_number: expected numbers that stand for themselves, got results that another column of the file qualifies, such as "<=0.7"',
    );
  });
});

const sdtm = (row: string): string =>
  `USUBJID,LBTESTCD,LBORRES,LBSTRESC,LBSTRESN,LBSTRESU,LBSTAT\nS1,IL6,${row}`;

describe("SDTM", () => {
  it.each([
    ["<0.5,<0.5,,pg/mL,", "<0.5"],
    ["0.29,0.290,0.29,pg/mL,", "0.290"],
    [",,,,NOT DONE", null],
    [">5000,,,pg/mL,", ">5000"],
    [",,,,", null],
  ])("%s means %s", async (row, result) => {
    const got = await read(sdtm(row));
    expect(got.results).toEqual([result]);
    expect(got.codes).toEqual([]);
  });

  it.each([
    ["<0.5,<0.5,0.25,pg/mL,", 'got the number 0.25 beside "<0.5"'],
    ["0.5,0.5,5,pg/mL,", 'got the number 5 beside "0.5"'],
    ["0.5,0.5,0.5,pg/mL,NOT DONE", 'got "0.5" of a test that was not done'],
  ])("%s contradicts itself", async (row, words) => {
    const got = await read(sdtm(row));
    expect(got.results).toEqual([null]);
    expect(got.words.join("\n")).toContain(words);
  });
});

const observation = (members: string, id = "o1"): string =>
  `{"resource": {"resourceType": "Observation", "id": "${id}", "status": "final", "code": {"text": "IL-6"},
    "subject": {"reference": "Patient/1"}, "effectiveDateTime": "2021-01-06", ${members}}}`;
const bundle = (...entries: readonly string[]): string =>
  `{"resourceType": "Bundle", "type": "collection", "entry": [${entries.join(",")}]}`;

describe("FHIR", () => {
  it.each([
    ['"valueQuantity": {"value": 2.10, "unit": "pg/mL"}', "2.10"],
    ['"valueQuantity": {"value": 0.5, "comparator": "<", "unit": "pg/mL"}', "<0.5"],
    ['"valueQuantity": {"value": 5e3, "comparator": ">=", "unit": "pg/mL"}', ">=5e3"],
    ['"dataAbsentReason": {"text": "QNS"}', null],
    ['"valueString": "<0.5"', "<0.5"],
    ['"interpretation": [{"coding": [{"code": "<"}]}], "dataAbsentReason": {"text": "low"}', "<LOD"],
  ])("%s means %s", async (members, result) => {
    const got = await read(bundle(observation(members)), "a.json");
    expect(got.results).toEqual([result]);
    expect(got.words).toEqual([]);
  });

  it("decimals keep their digits, and every result has its code", async () => {
    const entries = [
      observation('"valueQuantity": {"value": 2.10, "unit": "pg/mL"}'),
      observation('"valueQuantity": {"value": 0.30, "unit": "pg/mL"}', "o2").replace("IL-6", "IL-8"),
      '{"resource": {"resourceType": "Patient", "id": "1"}}',
    ];
    const got = await read(bundle(...entries), "a.json");
    expect(got.table?.columns).toEqual(["id", "subject", "effective", "value", "comparator", "unit", "code"]);
    expect(got.table?.records.map((record) => [record[3], record[6]])).toEqual([
      ["2.10", "IL-6"],
      ["0.30", "IL-8"],
    ]);
    expect(got.words).toEqual([
      "a.json: expected observations only, got also Patient; these resources are not read",
    ]);
  });

  it.each([
    [
      '"valueQuantity": {"value": 0.5, "comparator": "ad"}',
      'expected an operator among <, <=, >=, >, or none, got "ad"',
    ],
    [
      '"valueQuantity": {"value": 0.5}, "dataAbsentReason": {"text": "x"}',
      'got the value "0.5" beside a reason for its absence',
    ],
  ])("%s is no result, and an error", async (members, words) => {
    const got = await read(bundle(observation(members)), "a.json");
    expect(got.results).toEqual([null]);
    expect(got.words.join("\n")).toContain(words);
  });

  it("a withdrawn result is not measured", async () => {
    const got = await read(
      bundle(observation('"valueQuantity": {"value": 1}').replace("final", "entered-in-error")),
      "a.json",
    );
    expect(got.results).toEqual([null]);
    expect(got.codes).toEqual(["withdrawn-result"]);
  });

  it.each([
    "{",
    "[1]",
    '{"resourceType": "Bundle"}',
    '{"resourceType": "Bundle", "entry": []}',
    "[".repeat(200_000),
  ])("%j is refused", async (text) => {
    const got = await read(text, "a.json");
    expect(got.table).toBeNull();
    expect(got.codes).toEqual(["wrong-kind-of-file"]);
  });

  it("exact JSON is JSON with the numbers as texts", () => {
    const asText = (value: unknown): unknown => {
      if (typeof value === "number") return JSON.stringify(value);
      if (Array.isArray(value)) return value.map(asText);
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(parseExactJson(JSON.stringify(value))).toEqual(asText(JSON.parse(JSON.stringify(value))));
      }),
    );
  });
});

it("Olink: values below the LOD of their plate are told and kept", async () => {
  const got = await read(
    "SampleID,OlinkID,Assay,LOD,NPX\nA,OID1,IL6,1.2,0.6\nB,OID1,IL6,1.2,1.2\nC,OID1,IL6,1.5,-0.3\nD,OID1,IL6,NA,1",
  );
  if (got.table === null) throw new Error("not read");
  expect(olinkBelowLod(got.table)).toEqual([0, 2]);
  expect(got.words.join("\n")).toContain(
    "row 2, column NPX: expected values at or above the LOD, got 2 values below it (also in row 4); they are kept as the numbers they are",
  );
  expect(got.table.records.map((record) => record[4])).toEqual(["0.6", "1.2", "-0.3", "1"]);
});

const DICTIONARY = `Variable / Field Name,Form Name,Field Type,Field Label,"Choices, Calculations, OR Slider Labels",Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,Identifier?
record_id,demo,text,Record,,,,,
name,demo,text,Name,,,,,y
sex,demo,radio,Sex,"1, Female | 2, Male, trans or cis",,,,
edss,demo,text,EDSS,,number,0,10,
sym,demo,checkbox,Symptoms,"A1, Optic | -9, None",,,,
il6,csf,text,IL-6,,number,0,10000,
il6_op,csf,radio,Operator,"1, = | 2, < | 3, >",,,,
ratio,csf,calc,Ratio,[il6]/2,,,,
`;

describe("REDCap", () => {
  const describeData = async (text: string, codes: readonly (readonly [string, string])[] = []) => {
    const dictionary = (await read(DICTIONARY)).table;
    const data = (await read(text, "data.csv")).table;
    if (dictionary === null || data === null) throw new Error("not read");
    const { table, issues } = describeRedcap(data, redcapFields(dictionary) ?? [], new Map(codes));
    return { table, words: issues.map(describeIssue) };
  };

  it("labels, choices, checkboxes and forms describe the columns", async () => {
    const { table, words } = await describeData(
      "record_id,sex,sym___a1,sym____9,demo_complete,il6,il6_op,ratio,redcap_event_name\n1,2,1,0,2,4.1,1,2.05,base\n2,1,0,0,0,0.5,2,,base\n3,1,0,1,0,,,,base",
    );
    expect(words).toEqual([]);
    expect(table.descriptions?.[1]).toEqual({
      type: "text",
      label: "Sex",
      measure: "nominal",
      valueLabels: [
        { value: "1", label: "Female" },
        { value: "2", label: "Male, trans or cis" },
      ],
    });
    expect(table.descriptions?.[2]?.valueLabels?.[1]).toEqual({ value: "1", label: "Optic" });
    expect(table.descriptions?.[4]?.measure).toBe("ordinal");
    expect(table.descriptions?.[5]?.results).toEqual(["4.1", "<0.5", null]);
  });

  it("cells that the dictionary does not allow are errors; missing data codes are told apart from them", async () => {
    const text =
      "record_id,name,sex,edss,il6,il6_op,ratio,extra\n1,Doe,3,11,BLD,,,1\n2,Roe,UNK,x,0.5,2,0.25,2";
    expect((await describeData(text)).words).toEqual([
      "data.csv: expected columns that the dictionary describes, got also extra; check that data and dictionary come from the same project and the same day",
      "data.csv, row 2, column name: expected no column that tells who a person is, got a field that the dictionary marks as an identifier; leave it out of the export",
      'data.csv, row 2, column sex: expected one of the choices 1 (Female), 2 (Male, trans or cis), got "3"; correct the record, or name the project\'s missing data codes',
      'data.csv, row 3, column sex: expected one of the choices 1 (Female), 2 (Male, trans or cis), got "UNK"; correct the record, or name the project\'s missing data codes',
      expect.stringContaining('column edss: expected a value from 0 to 10, got "11"'),
      expect.stringContaining('column edss: expected number, got "x"'),
      expect.stringContaining('column il6: expected number, got "BLD"'),
      expect.stringContaining(
        "row 3, column ratio: expected values calculated from measurements, got values that REDCap calculated from a limit in il6",
      ),
    ]);
    const told = await describeData(text, [
      ["UNK", "Unknown"],
      ["BLD", "Below limit of detection"],
    ]);
    expect(told.words.join("\n")).not.toContain("UNK");
    expect(told.table.descriptions?.[4]).toMatchObject({ results: ["<LOD", "<0.5"], notDetected: ["BLD"] });
  });

  it("another table is no dictionary", async () => {
    const { table } = await read("id,x\n1,2\n");
    expect(table === null ? null : redcapFields(table)).toBeNull();
  });
});
