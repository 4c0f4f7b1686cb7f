/** The plate report: what must stand in it, that nothing from a file can break out, and that it is the same every time. */
import { describe, expect, it } from "vitest";
import { readPlateFile } from "../../assay/read/read-plate-file.ts";
import { DEFAULT_CHOICES } from "../../assay/results/choices.ts";
import { controlCharts } from "../../assay/results/control-charts.ts";
import { type PlateResult, plateResult } from "../../assay/results/plate-result.ts";
import { runQuality } from "../../assay/results/run-quality.ts";
import { ruleShares } from "../../assay/results/rule-shares.ts";
import { curveScene } from "./curve-scene.ts";
import { heatScene } from "./heat-scene.ts";
import { plateReportHtml } from "./plate-report.ts";

const HEAD = "plate,well,type,sample,analyte,dilution,expected_conc,od,unit\n";
const SIGNALS = [20, 48, 148, 400, 729, 921, 986, 1004];
const TARGET = { control: "QC1", analyte: "IL-6", mean: 60, sd: 1, runs: 25 };
const HOSTILE = `<script>alert(1)</script>'&`;

const text = (analyte: string, sample: string, signals: readonly number[] = SIGNALS): string =>
  [
    ...signals.map((signal, i) => `P1,A${i + 1},standard,S${i + 1},${analyte},1,${4 ** i},${signal},pg/mL`),
    `P1,B1,blank,Blank,${analyte},1,,9,pg/mL`,
    `P1,B2,blank,Blank,${analyte},1,,11,pg/mL`,
    `P1,D1,control,QC1,${analyte},1,100,400,pg/mL`,
    `P1,C1,unknown,${sample},${analyte},2,,500,pg/mL`,
    `P1,C2,unknown,MS-2,${analyte},2,,2000,pg/mL`,
    "",
  ].join("\n");

async function platesOf(rows: string): Promise<readonly PlateResult[]> {
  const { plates } = await readPlateFile(new TextEncoder().encode(HEAD + rows), "a.csv", {
    minimumBeads: 35,
  });
  return plates.map((plate) => plateResult(plate, DEFAULT_CHOICES));
}

const reportOf = (plates: readonly PlateResult[]): string =>
  plateReportHtml({
    version: "0.0.0",
    files: [`${HOSTILE}.csv`],
    choices: DEFAULT_CHOICES,
    plates,
    shares: ruleShares(plates, DEFAULT_CHOICES),
    charts: controlCharts(plates, [TARGET]).charts,
    quality: runQuality(plates, { confidence: 0.95, seed: 1, groups: new Map([[HOSTILE, "a"]]) }),
    synthetic: false,
  });

describe("plate report", () => {
  it("is the same for the same plates", async () => {
    expect(reportOf(await platesOf(text("IL-6", "MS-1")))).toBe(
      reportOf(await platesOf(text("IL-6", "MS-1"))),
    );
  });

  it("escapes names of files, plates, analytes and samples", async () => {
    const html = reportOf(await platesOf(text(HOSTILE, HOSTILE)));
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;.csv");
    expect(html.match(/<h2[^>]*>&lt;script&gt;/g)).toHaveLength(1);
  });

  it("has no id twice, and a title and a text for every drawing", async () => {
    const html = reportOf(await platesOf(text("IL-6", "MS-1") + text("IL-8", "MS-1")));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, href] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(href);
    // Curve, residuals and heat map of two analytes, and one control.
    expect(html.match(/<svg /g)).toHaveLength(7);
    expect(html.match(/<desc [^>]*>[^<]{40,}<\/desc>/g)).toHaveLength(7);
  });

  it("says what was chosen, what each rule detects, and each verdict", async () => {
    const html = reportOf(await platesOf(text("IL-6", "MS-1")));
    for (const words of [
      "5PL-or-4PL",
      "1/y2",
      "blank+2.5sd (chosen)",
      "blank+3sd",
      "included-where-possible",
    ])
      expect(html).toContain(words);
    // Both samples lie above the blanks: 2 (100%); the file prints no concentration to judge by.
    expect(html).toMatch(/<span class="num">2<\/span> \(<span class="num">100%<\/span>\)/);
    expect(html).toContain("no sample can be judged under this rule");
    expect(html).toContain("1_2s, 1_3s");
  });

  it("shows a plate without a curve, with the reason and without a number", async () => {
    const plates = await platesOf(text("IL-6", "MS-1", SIGNALS.slice(0, 3)));
    const html = reportOf(plates);
    expect(html).toContain("No curve was fitted.");
    expect(html).toContain("different concentrations");
    expect(html).toContain("No curve to show");
    expect(html).toContain("FAIL");
  });
});

describe("drawings", () => {
  it("draw every standard and sample once, inside the frame", async () => {
    const [plate] = await platesOf(text("IL-6", "MS-1"));
    const scene = curveScene(plate!.analytes[0]!);
    const dots = scene.marks.flatMap((mark) => (mark.shape === "dots" ? [...mark.at] : []));
    // 8 standards, 2 samples, and one mark of each kind in the key.
    expect(dots).toHaveLength(10 + 3);
    for (const [x, y] of dots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(scene.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(scene.height);
    }
  });

  it("shade the highest well most and the lowest least, on a logarithmic scale", async () => {
    const [plate] = await platesOf(text("IL-6", "MS-1"));
    const shades = heatScene(plate!.analytes[0]!).marks.flatMap((mark) =>
      mark.shape === "rect" && mark.strength !== undefined ? [mark.strength] : [],
    );
    expect(shades).toHaveLength(13);
    expect(Math.max(...shades)).toBe(0.62);
    expect(Math.min(...shades)).toBe(0);
    // 148 lies log(148/9) / log(2000/9) of the way.
    expect(
      shades.some((shade) => Math.abs(shade / 0.62 - Math.log(148 / 9) / Math.log(2000 / 9)) < 1e-12),
    ).toBe(true);
  });
});
