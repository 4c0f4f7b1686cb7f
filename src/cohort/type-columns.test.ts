import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Column } from "../core/column.ts";
import { describeIssue, type Issue } from "../core/issues/issue.ts";
import type { Analyte, Dictionary, Variable, VariableType } from "./dictionary.ts";
import type { TextTable } from "./text-table.ts";
import { isEdss } from "./typed-columns.ts";
import { type BuildOptions, buildCohort } from "./type-columns.ts";

function tableOf(columns: string[], records: (string | null)[][], file = "a.csv", decimal = "."): TextTable {
  return { file, columns, records, rowNumbers: records.map((_, i) => i + 2), dialect: { decimal } };
}

const variable = (name: string, type: VariableType, more: Partial<Variable> = {}): Variable => ({
  name,
  column: name,
  label: name,
  type,
  missing: [],
  ...more,
});
const levels = (...values: string[]) => values.map((value) => ({ value, label: value }));
const il6: Analyte = {
  name: "il6",
  label: "IL-6",
  unit: "pg/mL",
  limits: {},
  detection: { id: "reported" },
  notDetected: [],
  notMeasured: [],
};

/** One column beside an id column s1, s2, ... */
function typed(
  cells: (string | null)[],
  of: Variable,
  more: { analytes?: Analyte[]; decimal?: string } & BuildOptions = {},
) {
  const table = tableOf(
    ["id", of.column],
    cells.map((cell, i) => [`s${i + 1}`, cell]),
    "a.csv",
    more.decimal,
  );
  const dictionary: Dictionary = {
    id: "id",
    variables: [variable("id", "id"), of],
    analytes: more.analytes ?? [],
  };
  const options: BuildOptions = more.dateOrder === undefined ? {} : { dateOrder: more.dateOrder };
  const { cohort, issues } = buildCohort([{ table, idColumn: "id" }], dictionary, options);
  return { column: cohort?.columns.get(of.name), issues, words: issues.map(describeIssue) };
}

function plain(column: Column | undefined): unknown {
  switch (column?.kind) {
    case "category":
      return [...column.codes];
    case "number":
      return [...column.values].map((x) => (Number.isNaN(x) ? null : x));
    case "date":
      return [...column.days].map((x) => (Number.isNaN(x) ? null : x));
    case "measurement":
      return column.records.map(({ status }) => status);
    case "boolean":
    case "id":
    case undefined:
      return undefined;
  }
}

describe("categories", () => {
  const sex = variable("sex", "nominal", { levels: levels("F", "M"), missing: ["-9", "unk"] });

  it("matches levels as text or as numbers, missing codes and blanks are unknown", () => {
    expect(plain(typed(["F", " M ", "", null, "-9.0", "unk"], sex).column)).toEqual([0, 1, -1, -1, -1, -1]);
    const grade = variable("grade", "ordinal", { levels: levels("0", "1", "2") });
    const got = typed(["1", "1.0", "2,0"], grade).column;
    expect(plain(got)).toEqual([1, 1, 2]);
    expect(got?.kind === "category" && got.ordered).toBe(true);
  });

  it("names the nearest level, once for equal cells", () => {
    const diagnosis = variable("diagnosis", "nominal", { levels: levels("RRMS", "PPMS") });
    expect(typed(["RRMS", "RMRS", "RMRS", "x"], diagnosis).words).toEqual([
      'a.csv, row 3, column diagnosis: expected one of RRMS, PPMS, got "RMRS" (also in row 4); did you mean RRMS? correct the cell, or add the level or a missing code in study.yaml',
      'a.csv, row 5, column diagnosis: expected one of RRMS, PPMS, got "x"; correct the cell, or add the level or a missing code in study.yaml',
    ]);
  });

  it("does not guess levels", () => {
    const got = typed(["b", "a", "a"], variable("x", "binary"));
    expect(got.words).toEqual([
      "a.csv, column x: expected two levels, the second meaning yes, got none stated; the file holds a, b; state `levels:` in study.yaml",
    ]);
  });
});

describe("numbers", () => {
  it.each([
    [
      "not a number",
      "continuous",
      "old",
      {},
      'expected a number, got "old"; correct the cell, or list the text under `missing:`',
    ],
    [
      "outside a range",
      "continuous",
      "230",
      { range: [0, 120], unit: "years" },
      'expected a value from 0 to 120 years, got "230"; correct the cell, or the `range:`',
    ],
    [
      "below an open range",
      "continuous",
      "-1",
      { range: [0, null] },
      'expected a value of at least 0, got "-1"',
    ],
    [
      "above an open range",
      "continuous",
      "9",
      { range: [null, 8] },
      'expected a value of at most 8, got "9"',
    ],
    ["fraction of a count", "count", "1.5", {}, 'expected a whole number of at least 0, got "1.5"'],
    ["negative count", "count", "-1", {}, 'expected a whole number of at least 0, got "-1"'],
    ["two readings", "continuous", "1,234", {}, 'expected a number with one reading, got "1,234"'],
    [
      "EDSS 0.5",
      "edss",
      "0.5",
      {},
      "expected an EDSS of 0 or of 1.0 and more, got 0.5; the scale has no 0.5",
    ],
    [
      "EDSS off the grid",
      "edss",
      "3.2",
      {},
      'expected an EDSS of 0 or 1.0 to 10.0 in steps of 0.5, got "3.2"',
    ],
    ["EDSS above 10", "edss", "10.5", {}, 'steps of 0.5, got "10.5"'],
  ] as const)("%s is an error and the cell unknown", (_, type, cell, more, words) => {
    const got = typed([cell, "2"], variable("x", type, more));
    expect(plain(got.column)).toEqual([null, 2]);
    expect(got.words).toHaveLength(1);
    expect(got.words[0]).toContain(
      `a.csv, row 2, column x: ${words.startsWith("expected") ? words : "expected"}`,
    );
    expect(got.words[0]).toContain(words);
    expect(got.issues[0]?.severity).toBe("error");
  });

  it("reads the file's decimal mark, and remarks the other one", () => {
    expect(plain(typed(["1,5", "1,234"], variable("x", "continuous"), { decimal: "," }).column)).toEqual([
      1.5, 1.234,
    ]);
    const mixed = typed(["1,5", "2.5"], variable("x", "continuous"));
    expect(plain(mixed.column)).toEqual([1.5, 2.5]);
    expect(mixed.words).toEqual([
      'a.csv, row 2, column x: expected numbers with a decimal point as in the rest of the file, got "1,5"; it is read as if written with a point; check it',
    ]);
  });

  it("has 20 scores on the EDSS", () => {
    const grid = Array.from({ length: 101 }, (_, i) => i / 10).filter(isEdss);
    expect(grid).toHaveLength(20);
    expect(plain(typed(["0", "1.0", "10"], variable("edss", "edss")).column)).toEqual([0, 1, 10]);
  });

  it("makes one issue of a thousand equal cells and few of a thousand different ones", () => {
    const equal = typed(
      Array.from({ length: 1000 }, () => "x"),
      variable("age", "continuous"),
    );
    expect(equal.words).toHaveLength(1);
    expect(equal.words[0]).toContain('got "x" (also in rows 3, 4, 5, 6 and 995 more)');
    const different = typed(
      Array.from({ length: 1000 }, (_, i) => `x${i}`),
      variable("age", "continuous"),
    );
    expect(different.words).toHaveLength(51);
    expect(different.words.at(-1)).toContain("and 945 more");
  });

  it("gives back every number that it is given", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 20 }),
        (numbers) => {
          const got = typed(numbers.map(String), variable("x", "continuous"));
          expect(plain(got.column)).toEqual(numbers.map((x) => (x === 0 ? 0 : x)));
          expect(got.issues).toEqual([]);
        },
      ),
    );
  });
});

describe("dates", () => {
  const when = variable("when", "date", { missing: ["01/01/1900"] });

  it("lets one clear date decide the column", () => {
    expect(plain(typed(["03/04/2019", "14/03/2019", ""], when).column)).toEqual([17989, 17969, null]);
    expect(plain(typed(["03/04/2019", "03/14/2019"], when).column)).toEqual([17959, 17969]);
    expect(plain(typed(["2019-03-14", "14.03.2019", "01/01/1900"], when).column)).toEqual([
      17969,
      17969,
      null,
    ]);
  });

  it("asks where nothing decides, keeping dates that read the same", () => {
    const got = typed(["03/04/2019", "07/07/2017"], when);
    expect(plain(got.column)).toEqual([null, 17354]);
    expect(got.words).toEqual([
      'a.csv, row 2, column when: expected dates with one reading, got "03/04/2019", and no date in the column shows whether the day or the month stands first; state date_order: of the variable in study.yaml, or write the dates as yyyy-mm-dd',
    ]);
    expect(plain(typed(["03/04/2019"], when, { dateOrder: "month-first" }).column)).toEqual([17959]);
  });

  it("shows what the guess makes of the first date that leaves it open, and asks nothing where it is stated", () => {
    const got = typed(["03/04/2019", "25/12/2018"], when);
    expect(plain(got.column)).toEqual([17989, 17890]);
    expect(got.words).toEqual([
      'a.csv, row 2, column when: expected dates with one reading, got "03/04/2019", read as 2019-04-03 since "25/12/2018" has the day first; state date_order: of the variable in study.yaml if that is wrong',
    ]);
    const stated = typed(["03/04/2019"], { ...when, dateOrder: "day-first" });
    expect(plain(stated.column)).toEqual([17989]);
    expect(stated.words).toEqual([]);
  });

  it("refuses two orders in a column", () => {
    const got = typed(["14/03/2019", "03/14/2019", "03/04/2019"], when);
    expect(plain(got.column)).toEqual([null, null, null]);
    expect(got.words[0]).toContain(
      'expected one order of day and month in a column, got "14/03/2019" and "03/14/2019"',
    );
  });

  it.each([
    ["31.04.2019", 'expected a date of the calendar, got "31.04.2019"; correct the cell'],
    ["14.03.19", 'expected a year of four digits, got "14.03.19"; write it as yyyy-mm-dd'],
    ["soon", 'expected a date, got "soon"; write it as yyyy-mm-dd, such as 2019-03-14'],
  ])("%s is refused", (cell, words) => {
    const got = typed([cell, "2019-03-14"], when);
    expect(plain(got.column)).toEqual([null, 17969]);
    expect(got.words).toEqual([`a.csv, row 2, column when: ${words}`]);
  });
});

describe("measurements", () => {
  const concentration = variable("il6", "concentration", { missing: ["-9"] });
  const read = (cells: (string | null)[], more: Partial<Analyte> = {}) =>
    typed(cells, concentration, { analytes: [{ ...il6, ...more }] });

  it("keeps good cells, makes unreadable ones invalid", () => {
    const got = read(["1.5", "<0.5", "-9", null, "bad", "OOR >"]);
    expect(plain(got.column)).toEqual([
      "quantified",
      "belowLod",
      "notMeasured",
      "notMeasured",
      "invalid",
      "aboveUloq",
    ]);
    expect(got.words).toEqual([
      'a.csv, row 6, column il6: expected a concentration in pg/mL, a bound such as <0.5, or a known mark such as ND or OOR <, got "bad"; correct the cell, or list it under `not_detected:` or `not_measured:` of the analyte in study.yaml',
    ]);
  });

  it.each([
    [
      "-1",
      "negative-concentration",
      'expected a concentration of at least 0, got "-1"; if the number is a code',
    ],
    ["5 ng/L", "other-unit", 'expected a concentration in pg/mL, got "5 ng/L"; convert the cell'],
    [
      "ND",
      "ambiguous-token",
      'expected a mark with one meaning, got "ND"; it is read as not detected but may mean not done',
    ],
    ["1,25", "mixed-decimal", 'expected numbers with a decimal point as in the rest of the file, got "1,25"'],
  ])("%s gives %s", (cell, code, words) => {
    const got = read([cell]);
    expect(got.issues.map((issue) => issue.code)).toEqual([code]);
    expect(got.words[0]).toContain(words);
  });

  it("is silent about a mark that the protocol explains", () => {
    expect(read(["ND"], { notDetected: ["ND"] }).issues).toEqual([]);
  });

  it("sees bounds that contradict the LOD and plain numbers below it", () => {
    const got = read(["<0.5", "<0.5", "0.2", "<0.3", ">90"], {
      limits: { lod: { value: 0.3 }, uloq: { value: 100 } },
    });
    expect(got.words).toEqual([
      'a.csv, row 2, column il6: expected a bound equal to the sample\'s LOD, 0.3, got "<0.5" (also in row 3); both are kept, so detection against the LOD may be unknown; correct the cell or the limit',
      'a.csv, row 6, column il6: expected a bound equal to the sample\'s ULOQ, 100, got ">90"; both are kept, so detection against the ULOQ may be unknown; correct the cell or the limit',
      "a.csv, row 4, column il6: expected a mark on values below the sample's LOD, got 1 plain number below it; they are kept as numbers; the detection rule decides whether they count as detected",
    ]);
    expect(got.issues.map(({ severity }) => severity)).toEqual(["warning", "warning", "note"]);
  });

  it("refuses limits out of order", () => {
    expect(read(["3"], { limits: { lod: { value: 2 }, lloq: { value: 1 } } }).words).toEqual([
      "a.csv, column il6: expected LOD <= LLOQ < ULOQ, got LOD 2, LLOQ 1; correct the limits in the file or in study.yaml",
    ]);
  });

  it("takes each sample's own limits from a column", () => {
    const table = tableOf(
      ["id", "il6", "il6_lod"],
      [
        ["s1", "<0.5", "0.5"],
        ["s2", "<0.5", "0.3"],
        ["s3", "1", ""],
        ["s4", "", ""],
        ["s5", "2", "zero"],
        ["s6", "2", "0"],
      ],
    );
    const analyte: Analyte = { ...il6, limits: { lod: { column: "il6_lod" } } };
    const dictionary: Dictionary = {
      id: "id",
      variables: [variable("id", "id"), concentration],
      analytes: [analyte],
    };
    const { cohort, issues } = buildCohort([{ table, idColumn: "id" }], dictionary, {});
    const column = cohort?.columns.get("il6");
    expect(column?.kind === "measurement" && column.limits).toEqual([
      { lod: 0.5 },
      { lod: 0.3 },
      {},
      {},
      {},
      {},
    ]);
    expect(column?.kind === "measurement" && column.records[1]?.status).toBe("belowLloq");
    expect(issues.map(describeIssue)).toEqual([
      'a.csv, row 6, column il6_lod: expected a number above 0 as LOD, got "zero"; correct the cell, or leave it blank where the limit is unknown',
      'a.csv, row 7, column il6_lod: expected a number above 0 as LOD, got "0"; correct the cell, or leave it blank where the limit is unknown',
      'a.csv, row 3, column il6: expected a bound equal to the sample\'s LOD, 0.3, got "<0.5"; both are kept, so detection against the LOD may be unknown; correct the cell or the limit',
      "a.csv, row 4, column il6_lod: expected the LOD of every sample measured for il6, got none for 3 samples (also in rows 6, 7); detection against the LOD is unknown there",
    ]);
  });

  it("asks for the analyte", () => {
    expect(typed(["1"], concentration).words).toEqual([
      "a.csv, column il6: expected the analyte of a concentration variable, got none; describe it under `analytes:` in study.yaml, with its unit and detection rule",
    ]);
  });
});

describe("identifiers and files", () => {
  const dictionary: Dictionary = {
    id: "id",
    variables: [variable("id", "id"), variable("age", "continuous"), variable("il6", "concentration")],
    analytes: [il6],
  };
  const build = (...tables: TextTable[]) => {
    const { cohort, issues } = buildCohort(
      tables.map((table) => ({ table, idColumn: "id" })),
      dictionary,
      {},
    );
    return { cohort, words: issues.map((issue: Issue) => `${issue.severity} ${describeIssue(issue)}`) };
  };

  it("joins files on the identifier, both directions of mismatch told", () => {
    const clinic = tableOf(
      ["id", "age"],
      [
        ["s1", "30"],
        [" s2", "40"],
        ["s3", "50"],
      ],
      "clinic.csv",
    );
    const assay = tableOf(
      ["id", "il6"],
      [
        ["s2", "1,5"],
        ["s1", "<0,5"],
        ["s9", "3"],
      ],
      "assay.csv",
      ",",
    );
    const { cohort, words } = build(clinic, assay);
    expect(cohort?.ids).toEqual(["s1", "s2", "s3"]);
    expect(plain(cohort?.columns.get("il6"))).toEqual(["belowLod", "quantified", "notMeasured"]);
    expect(words).toEqual([
      'warning clinic.csv, row 3, column id: expected an identifier without spaces around it, got " s2"; the spaces are left out; correct them in the file',
      'warning clinic.csv, column id: expected every identifier of this file in assay.csv too, got 1 identifier without a partner: "s3"; check the spelling of identifiers and whether subjects are missing',
      'warning assay.csv, column id: expected every identifier of this file in clinic.csv too, got 1 identifier without a partner: "s9"; check the spelling of identifiers and whether subjects are missing',
    ]);
  });

  it("names both rows of a duplicate, and still checks the cells of each", () => {
    const { cohort, words } = build(
      tableOf(
        ["id", "age", "il6"],
        [
          ["1", "30", "2"],
          ["1", "30", "2"],
          ["1", "31", "2"],
          ["1", "30", "3"],
          ["", "1", "1"],
          ["01", "9", "1"],
        ],
      ),
    );
    expect(cohort?.rowNumbers).toEqual([2, 7, 3, 4, 5, 6]);
    expect(words).toEqual([
      'error a.csv, row 3, column id: expected every subject once, got "1", the same as row 2; delete one of the rows',
      'error a.csv, row 4, column id: expected every identifier once, got "1", already in row 2 with other data; correct one of the identifiers',
      'error a.csv, row 5, column id: expected one measurement of a person, got "1", already in row 2 and different only in il6; keep the row that the protocol prescribes: repeated samples are not independent subjects',
      'warning a.csv, row 7, column id: expected identifiers that differ in more than leading zeros, got "01" beside "1" in row 2; check that these are two people: spreadsheets drop leading zeros',
      "error a.csv, row 6, column id: expected an identifier in every row, got a blank cell; give the subject an identifier, or delete the row",
    ]);
  });

  it("names the nearest column where one is missing", () => {
    const { cohort, words } = build(tableOf(["id", "agee", "il6"], [["1", "30", "2"]]));
    expect(cohort?.columns.has("age")).toBe(false);
    expect(words).toEqual([
      'error a.csv, column age: expected a column called "age", got the columns id, agee, il6; did you mean agee? correct the name in study.yaml or in the header',
    ]);
    expect(build(tableOf(["idd"], [["1"]])).cohort).toBeNull();
  });

  it("refuses a column that two files have", () => {
    const { words } = build(
      tableOf(["id", "age", "il6"], [["1", "30", "2"]]),
      tableOf(["id", "age"], [["1", "31"]], "b.csv"),
    );
    expect(words).toEqual([
      "error a.csv, column age: expected the column in one file only, got it in a.csv and b.csv; rename it in one of them",
    ]);
  });

  it("builds an empty cohort from a header", () => {
    expect(build(tableOf(["id", "age", "il6"], [])).cohort?.subjects).toBe(0);
  });
});

it("an issue names every row that has the problem, not only the first", () => {
  const { issues } = typed(["x", "1", "x", "y"], variable("age", "count"));
  expect(issues.map(({ at, rows }) => [at.row, rows])).toEqual([
    [2, [2, 4]],
    [5, undefined],
  ]);
});
