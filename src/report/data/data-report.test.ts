/** The report on data: what it lists, hostile labels, and the same bytes. */
import { describe, expect, it } from "vitest";
import { studyOf } from "../../../test/studies-in-memory.ts";
import { dataReportInput } from "../../session/data-report.ts";
import { readProtocol } from "../../study/read-protocol.ts";
import { resolve } from "../../study/resolve.ts";
import { dataReportHtml } from "./data-report.ts";

const PROTOCOL = `cistern: 1
title: Trial <b>of</b> "quotes"
synthetic: invented for a test
design: cohort
data: [{ file: a.csv }]
variables:
  id: { type: id }
  sex: { type: binary, levels: [f, { value: m, label: "<img src=x onerror=alert(1)>" }] }
  age: { type: continuous, unit: years }
  seen: { type: date }
  il6: { type: concentration }
analytes:
  il6: { unit: pg/mL, detection: reported }
derived:
  old: { expression: age > 50 }
questions:
  - { id: q, kind: describe, variables: [age] }
settings: { confidence: 0.95, seed: 1 }
`;

const rows = Array.from(
  { length: 60 },
  (_, i) =>
    `P${i},${i % 2 === 0 ? "f" : "m"},${20 + 5 * (i % 25)},2020-01-0${1 + (i % 9)},${i % 3 === 0 ? "<0.5" : (1 + i / 10).toFixed(1)}`,
);
const CELLS = `id,sex,age,seen,il6\n${rows.join("\n")}\nP60,,999,,\nP61,f,,,2.5\n`;

async function html(cells: string): Promise<string> {
  const checked = await studyOf(PROTOCOL, { "a.csv": cells });
  const read = readProtocol(PROTOCOL, "study.yaml");
  if ("issues" in read) throw new Error("protocol");
  const found = resolve(read.protocol, read.source);
  if ("issues" in found) throw new Error("protocol");
  return dataReportHtml(dataReportInput(found, checked, "1.2.3"));
}

describe("the report on data", () => {
  it("says what is worth a look, what each column holds, and what is unknown together", async () => {
    const page = await html(CELLS);
    expect(page).toContain("62</span> subjects can be analysed.");
    expect(page).toContain("values like the others (median 70; judged by logarithms)");
    expect(page).toContain("a.csv, row 62, column age");
    expect(page).toContain("last digits that are 0 or 5 in about 20 % of 61 values");
    expect(page).toContain("below the limit of detection: 20, quantified: 41, not measured: 1");
    expect(page).toContain("2020-01-01, 2020-01-05, 2020-01-09");
    expect(page).toContain("60 of 62 subjects have every cell.");
    expect(page).toContain("sex, age, seen, il6".replace("age, ", ""));
    expect(page).toContain("Synthetic data");
  });

  it("lists what must be mended, with every row", async () => {
    const page = await html(CELLS.replace("P3,m,35", "P3,x,35").replace("P5,m,45", "P5,x,4O"));
    expect(page).toContain("problems must be mended before anything is computed.");
    expect(page).toContain("a.csv, column sex, rows 5, 7");
    expect(page).toContain("&quot;4O&quot;");
  });

  it("shows hostile labels as text, asks nothing of the network, and is the same each time", async () => {
    const page = await html(CELLS);
    expect(page).not.toContain("<img");
    expect(page).not.toContain("<b>of</b>");
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(await html(CELLS)).toBe(page);
  });
});
