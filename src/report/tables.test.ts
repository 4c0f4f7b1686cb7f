import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMarkup } from "../../tools/markup.ts";
import {
  type ResultRow,
  type Table,
  count,
  difference,
  pValue,
  ratio,
  say,
  share,
} from "../questions/answer.ts";
import { csvCell, csvFile, rowsToCsv, tableToCsv, tableToHtml } from "./tables.ts";

const table: Table = {
  id: "by-group",
  title: "By group",
  columns: [
    { label: "Group", align: "left" },
    { label: "Share", align: "right" },
    { label: "p", align: "right" },
  ],
  rows: [
    { heading: true, cells: [["MS"]] },
    { indented: true, cells: [["RR"], [share(7 / 29)], [pValue(7.7e-29)]] },
    { cells: [["Controls"], [share(null, "no subject")], [pValue(null, "no subject")]] },
    { cells: [["All"], say`${share(0.5)} (${count(12_000)})`, [difference(-0.034)]] },
  ],
  notes: [["A note."]],
};

describe("csvCell", () => {
  it.each([
    ["plain", "plain"],
    ["=cmd()", "'=cmd()"],
    ["+1 (555)", "'+1 (555)"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-", "'-"],
    ["\tx", "'\tx"],
    ["\rx", `"'\rx"`],
    ["-3.4", "-3.4"],
    ["+1e-7", "+1e-7"],
    ["-2+3", "'-2+3"],
    ["-Inf", "-Inf"],
    ['a "b", c', '"a ""b"", c"'],
    ["=a,b", `"'=a,b"`],
    ["two\nlines", '"two\nlines"'],
    ["", ""],
  ])("%j is written %j", (text, expected) => {
    expect(csvCell(text)).toBe(expected);
  });

  it("reads back as it was, but for the apostrophe before a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 5 }), (cells) => {
        const [line] = parse(csvFile([cells]), { relax_column_count: true, skip_empty_lines: false });
        expect(line).toEqual(
          cells.map((cell) =>
            csvCell(cell).replace(/^"/, "").startsWith("'") && !cell.startsWith("'") ? `'${cell}` : cell,
          ),
        );
      }),
    );
  });
});

describe("tableToCsv", () => {
  it("writes single numbers unrounded and worded cells as they read", () => {
    expect(tableToCsv(table)).toBe(
      [
        "Group,Share,p",
        "MS,,",
        "RR,0.2413793103448276,7.7e-29",
        "Controls,not computed (no subject),not computed (no subject)",
        "All,50% (12 000),-0.034",
        "",
      ].join("\n"),
    );
  });
});

describe("rowsToCsv", () => {
  it("keeps every digit, leaves what is not computed empty and says why", () => {
    const rows: ResultRow[] = [
      {
        group: "rr",
        statistic: "share",
        value: 1 / 3,
        lower: 0.1,
        upper: null,
        unit: "",
        label: "Share",
        format: "share",
        method: "wilson",
      },
      {
        group: "=x",
        statistic: "odds-ratio",
        value: Infinity,
        unit: "",
        label: "Odds ratio",
        format: "ratio",
      },
      {
        group: "sp",
        statistic: "share",
        value: null,
        unit: "",
        label: "Share",
        format: "share",
        warning: "no subject",
      },
    ];
    const lines = rowsToCsv("q1", rows).split("\n");
    expect(lines[0]).toBe("question,group,statistic,label,value,lower,upper,unit,format,method,reason");
    expect(lines[1]).toBe("q1,rr,share,Share,0.3333333333333333,0.1,,,share,wilson,");
    expect(lines[2]).toBe("q1,'=x,odds-ratio,Odds ratio,Inf,,,,ratio,,");
    expect(lines[3]).toBe("q1,sp,share,Share,,,,,share,,no subject");
  });

  it("loses no bit of a number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const csv = rowsToCsv("q", [
          { group: "", statistic: "s", value, unit: "", label: "", format: "number" },
        ]);
        expect(Number(csv.split("\n")[1]?.split(",")[4])).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe("tableToHtml", () => {
  it("names scope and caption, and gives each reason one footnote", () => {
    const html = tableToHtml(table, { number: "Table 1.", idPrefix: "q1" });
    expect(html).toContain("<b>Table 1.</b> By group</span></caption>");
    expect(html).toContain(`<th scope="rowgroup" colspan="3">MS</th>`);
    expect(html.match(/scope="row"/g)).toHaveLength(3);
    expect(html.match(/<sup>a<\/sup>/g)).toHaveLength(3);
    expect(html).toContain("Not computed: no subject");
    expect(readMarkup(html, "html")[0]?.attributes).toContainEqual(["id", "q1-by-group"]);
  });

  it("stands with no row and with a row short of cells", () => {
    expect(() => readMarkup(tableToHtml({ ...table, rows: [] }), "html")).not.toThrow();
    const short = tableToHtml({ ...table, rows: [{ cells: [["x"]] }] });
    expect(short.match(/<td/g)).toHaveLength(2);
  });

  it("lets no text of a table become markup", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("<img src=x>", `"><script>`, "</table>"),
    );
    fc.assert(
      fc.property(text, text, text, (title, label, cell) => {
        const html = tableToHtml({
          id: title,
          title,
          columns: [
            { label, align: "left" },
            { label: "x", align: "right" },
          ],
          rows: [{ cells: [[cell], [ratio(null, cell)]] }],
          notes: [[cell]],
        });
        const allowed = new Set("div table caption thead tbody tr th td span sup p".split(" "));
        expect(readMarkup(html, "html").every((tag) => allowed.has(tag.name))).toBe(true);
      }),
    );
  });
});
