import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMarkup } from "../../tools/markup.ts";
import { sampleReport } from "../../tools/report-sample-input.ts";
import { reportHtml } from "./html.ts";
import type { ReportInput } from "./report-input.ts";
import { palette } from "./svg.ts";

const html = reportHtml(sampleReport);
const tags = readMarkup(html, "html");
const named = (name: string): readonly string[] => tags.filter((tag) => tag.name === name).map(() => name);
const attribute = (name: string): readonly string[] =>
  tags.flatMap((tag) => tag.attributes.filter(([key]) => key === name).map(([, value]) => value));

/** Every text of an input replaced, its shape kept. */
function withTexts<T>(value: T, replace: (text: string, key: string) => string, key = ""): T {
  if (typeof value === "string") return replace(value, key) as T;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, replace, key)) as T;
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, withTexts(item, replace, name)]),
    ) as T;
  return value;
}

// These decide which form is taken; a file never fills them.
const fixedKeys = new Set(["kind", "as", "align", "scale", "format", "severity"]);

const empty: ReportInput = {
  study: { title: "x", authors: [], synthetic: false, version: "0" },
  answers: [],
  detectionRules: [],
  families: [],
  data: { files: [], subjects: 0, issues: [] },
  variables: [],
  derived: [],
  outcomes: [],
  settings: { confidence: 0.95, seed: null },
  methods: [],
  provenance: [],
};

describe("reportHtml", () => {
  it("holds no script, no link to elsewhere and the strict policy", () => {
    expect(named("script")).toEqual([]);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(attribute("href").every((href) => href.startsWith("#"))).toBe(true);
    expect(html).not.toMatch(/url\((?!#)|@import|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it("has every target that it links to and every name that it refers to", () => {
    const ids = new Set(attribute("id"));
    const links = attribute("href").map((href) => href.slice(1));
    const missing = [...links, ...attribute("aria-labelledby").flatMap((list) => list.split(" "))].filter(
      (id) => !ids.has(id),
    );
    expect(missing).toEqual([]);
  });

  it("keeps its headings in order, one h1", () => {
    const levels = tags.filter((tag) => /^h[1-6]$/.test(tag.name)).map((tag) => Number(tag.name[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, i) => expect(level - (levels[i] ?? 1)).toBeLessThanOrEqual(1));
  });

  it("says loudly and on every sheet that data are synthetic, and only then", () => {
    expect(html).toContain(`<p class="synthetic"><b>Synthetic data</b>`);
    expect(html).toContain("SYNTHETIC DATA");
    const real = reportHtml({ ...sampleReport, study: { ...sampleReport.study, synthetic: false } });
    expect(real).not.toContain("SYNTHETIC DATA");
    expect(real).not.toContain(`class="synthetic"`);
  });

  it("gives every figure a title, a description and its numbers", () => {
    const figures = sampleReport.answers.flatMap(({ shown }) => shown.figures).length;
    expect(named("svg")).toHaveLength(figures);
    expect(named("desc")).toHaveLength(figures);
    expect(html.match(/Numbers behind the figure/g)).toHaveLength(figures);
  });

  it("gives every table a caption and every row a heading cell", () => {
    expect(named("caption")).toHaveLength(named("table").length);
    expect(
      tags
        .filter((tag) => tag.name === "th")
        .every((tag) => tag.attributes.some(([name]) => name === "scope")),
    ).toBe(true);
  });

  it("lets no text of an input become markup", () => {
    const structure = [...new Set(tags.map((tag) => tag.name))];
    const attacks = [
      "<script>alert(1)</script>",
      `"><img src=x onerror=alert(1)>`,
      "</style><script>",
      "&lt;b&gt;",
      "\u0000\u202e\ud800",
      "'",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...attacks), fc.string({ maxLength: 20 })), {
          minLength: 7,
          maxLength: 7,
        }),
        (texts) => {
          let turn = 0;
          const hostile = withTexts(sampleReport, (text, key) =>
            fixedKeys.has(key) ? text : (texts[turn++ % texts.length] ?? text),
          );
          const found = readMarkup(reportHtml(hostile), "html");
          expect(found.map((tag) => tag.name).filter((name) => !structure.includes(name))).toEqual([]);
          expect(found.flatMap((tag) => tag.attributes).filter(([name]) => name.startsWith("on"))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 8 },
    );
  });

  it("gives the same bytes for the same input", () => {
    expect(reportHtml(structuredClone(sampleReport))).toBe(html);
  });

  it("stands without a question, an author or a file", () => {
    expect(() => readMarkup(reportHtml(empty), "html")).not.toThrow();
    expect(reportHtml(empty)).toContain("No question was asked.");
  });
});

describe("colours", () => {
  const luminance = (hex: string): number => {
    const channel = (at: number): number => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const css = (theme: "light" | "dark", name: string): string => {
    const block = html.slice(html.indexOf(`color-scheme: ${theme};`));
    return new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1] ?? "";
  };

  it.each(["light", "dark"] as const)("reach WCAG 2.2 AA in the %s theme", (theme) => {
    const paints = palette[theme];
    for (const name of ["ink", "soft", "link"])
      for (const ground of ["paper", "wash"])
        expect(contrast(css(theme, name), css(theme, ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        );
    expect(contrast(css(theme, "warn"), css(theme, "warn-wash"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(css(theme, "banner-ink"), css(theme, "banner"))).toBeGreaterThanOrEqual(4.5);
    for (const paint of ["ink", "muted"] as const)
      for (const ground of ["paper", "wash"] as const)
        expect(contrast(paints[paint], paints[ground])).toBeGreaterThanOrEqual(4.5);
    for (const paint of ["accent", "contrast", "rule"] as const)
      expect(contrast(paints[paint], paints.paper), paint).toBeGreaterThanOrEqual(3);
  });
});
