import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMarkup } from "../../tools/markup.ts";
import { bars, bigSwarm, forest, manySwarm, swarm } from "../../tools/report-sample-input.ts";
import type { BarsFigure, FigureSpec, ForestFigure, SwarmFigure } from "../questions/answer.ts";
import { ratio } from "../questions/answer.ts";
import type { Mark, Scene } from "./figures/scene.ts";
import { textWidth } from "./figures/text-metrics.ts";
import { figureToScene, figureToSvg } from "./svg.ts";

const label = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z][a-z ]{0,58}$/) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<script>alert(1)</script>",
      `" onload="alert(1)`,
      "]]>",
      "W".repeat(60),
      "",
      "\u202e\u0000&amp;",
    ),
  },
);
const none: readonly string[][] = [];
const base = { id: "a", title: "T", alt: ["what it shows"], notes: none };

const barsSpec: fc.Arbitrary<BarsFigure> = fc
  .array(
    fc.record({
      label,
      n: fc.integer({ min: 0, max: 2_000_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      width: fc.double({ min: 0, max: 0.5, noNaN: true }),
      reference: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .chain((rows) =>
    fc.record({ axisLabel: label, title: label }).map(({ axisLabel, title }) => ({
      ...base,
      kind: "bars",
      title,
      axisLabel,
      bars: rows.map(({ label: name, n, share, width, reference }) => {
        const events = Math.round(n * share);
        const value = n === 0 ? null : events / n;
        return {
          label: name,
          events,
          n,
          value,
          lower: value === null ? null : Math.max(0, value - width),
          upper: value === null ? null : Math.min(1, value + width),
          reference,
        };
      }),
    })),
  );

const estimate = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 1e-3, max: 1e3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, Infinity, 1e-12, 1e12) },
);
const forestSpec: fc.Arbitrary<ForestFigure> = fc
  .record({
    scale: fc.constantFrom("log" as const, "linear" as const),
    axisLabel: label,
    ends: fc.tuple(label, label),
    rows: fc.array(
      fc.record({
        label,
        heading: fc.boolean(),
        estimate: fc.option(estimate),
        lower: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
        upper: fc.option(fc.double({ min: 1, max: 100, noNaN: true })),
        emphasised: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ rows, ...rest }) => ({
    ...base,
    ...rest,
    kind: "forest",
    nullValue: rest.scale === "log" ? 1 : 0,
    columns: ["Odds ratio (95% CI)", "Adjusted p"],
    rows: rows.map((row) => ({
      ...row,
      lower: row.lower === null || row.estimate === null ? null : row.lower * row.estimate,
      upper: row.upper === null || row.estimate === null ? null : row.upper * row.estimate,
      cells: [
        [ratio(row.estimate, "x"), " (", ratio(row.lower, "x"), " to ", ratio(row.upper, "x"), ")"],
        [row.label],
      ],
    })),
  }));

const swarmSpec: fc.Arbitrary<SwarmFigure> = fc
  .record({
    scale: fc.constantFrom("log" as const, "linear" as const),
    axisLabel: label,
    lines: fc.array(fc.record({ label, value: fc.double({ min: 0.01, max: 100, noNaN: true }) }), {
      maxLength: 6,
    }),
    groups: fc.array(
      fc.record({
        label,
        points: fc.array(
          fc.record({
            value: fc.double({ min: -1, max: 1e4, noNaN: true }),
            count: fc.integer({ min: 1, max: 9 }),
            detected: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        non: fc.integer({ min: 0, max: 5000 }),
        aboveRange: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ groups, ...rest }) => ({
    ...base,
    ...rest,
    kind: "swarm",
    groups: groups.map(({ non, ...group }) => ({
      ...group,
      n: group.points.reduce((sum, { count }) => sum + count, non + group.aboveRange),
      nonDetects: non === 0 ? [] : [{ limit: 0.2, count: non }],
      median: group.points[0]?.value ?? null,
    })),
  }));

const anySpec: fc.Arbitrary<FigureSpec> = fc.oneof(barsSpec, forestSpec, swarmSpec);

type TextMark = Extract<Mark, { shape: "text" }>;

/** Box of a level text as Helvetica sets it, from the top of its capitals to its baseline. */
function boxOf(mark: TextMark): { x0: number; x1: number; y0: number; y1: number } {
  const width = textWidth(mark.text, mark.size, mark.bold === true);
  const x0 = mark.anchor === "start" ? mark.x : mark.anchor === "end" ? mark.x - width : mark.x - width / 2;
  return { x0, x1: x0 + width, y0: mark.y - mark.size * 0.72, y1: mark.y };
}

function touchingTexts(scene: Scene): readonly string[] {
  const texts = scene.marks.filter(
    (mark): mark is TextMark => mark.shape === "text" && mark.turn === undefined,
  );
  const boxes = texts.filter((mark) => mark.text.trim() !== "").map((mark) => ({ mark, box: boxOf(mark) }));
  return boxes.flatMap(({ mark, box }, i) =>
    boxes
      .slice(i + 1)
      .flatMap((other) =>
        box.x0 < other.box.x1 && other.box.x0 < box.x1 && box.y0 < other.box.y1 && other.box.y0 < box.y1
          ? [`${mark.text} | ${other.mark.text}`]
          : [],
      ),
  );
}

const outside = (scene: Scene): readonly string[] =>
  scene.marks.flatMap((mark) => {
    if (mark.shape !== "text" || mark.turn !== undefined) return [];
    const { x0, x1, y0, y1 } = boxOf(mark);
    return x0 < -12 || x1 > scene.width + 12 || y0 < -2 || y1 > scene.height ? [mark.text] : [];
  });

const tagNames = new Set("svg title desc defs pattern rect path g circle text".split(" "));

describe("figureToSvg, for any figure", () => {
  it("is well formed, has title and description, and lets no label become markup", () => {
    fc.assert(
      fc.property(
        anySpec,
        fc.constantFrom("light" as const, "dark" as const, "page" as const),
        (spec, theme) => {
          const tags = readMarkup(figureToSvg(spec, { theme }), "svg");
          expect(tags.map((tag) => tag.name).slice(0, 3)).toEqual(["svg", "title", "desc"]);
          expect(tags.every((tag) => tagNames.has(tag.name))).toBe(true);
          expect(tags.flatMap((tag) => tag.attributes).some(([name]) => /^on|href/i.test(name))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has no coordinate that is not a number, and none with more than two decimals", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        for (const { name, attributes } of readMarkup(figureToSvg(spec, { theme: "light" }), "svg"))
          for (const [attribute, value] of attributes) {
            if (!/^(x|y|width|height|cx|cy|r|d)$/.test(attribute)) continue;
            expect(`${name} ${attribute}=${value}`).not.toMatch(/NaN|Infinity|undefined|\.\d{3}|e[+-]/);
          }
      }),
      { numRuns: 60 },
    );
  });

  it("sets no text over another and none outside the drawing", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const scene = figureToScene(spec);
        expect(touchingTexts(scene)).toEqual([]);
        expect(outside(scene)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("gives the same bytes twice", () => {
    for (const spec of [bars, forest, swarm, manySwarm])
      expect(figureToSvg(structuredClone(spec), { theme: "light" })).toBe(
        figureToSvg(spec, { theme: "light" }),
      );
  });
});

describe("figureToSvg, extremes", () => {
  it.each([
    ["no bar", { ...bars, bars: [] }],
    ["one bar", { ...bars, bars: bars.bars.slice(0, 1) }],
    [
      "no measured bar",
      { ...bars, bars: bars.bars.map((bar) => ({ ...bar, n: 0, value: null, lower: null, upper: null })) },
    ],
    ["no row", { ...forest, rows: [] }],
    ["one row", { ...forest, rows: forest.rows.slice(1, 2) }],
    ["headings alone", { ...forest, rows: forest.rows.filter((row) => row.heading === true) }],
    [
      "no estimate",
      { ...forest, rows: forest.rows.map((row) => ({ ...row, estimate: null, lower: null, upper: null })) },
    ],
    ["no column", { ...forest, columns: [], rows: forest.rows.map((row) => ({ ...row, cells: [] })) }],
    ["no group", { ...swarm, groups: [] }],
    [
      "one group, one subject",
      {
        ...swarm,
        groups: [
          {
            label: "x",
            n: 1,
            points: [{ value: 2, count: 1, detected: true }],
            nonDetects: [],
            aboveRange: 0,
            median: 2,
          },
        ],
      },
    ],
    [
      "nothing detected",
      {
        ...swarm,
        groups: swarm.groups.map((group) => ({
          ...group,
          points: [],
          aboveRange: 0,
          median: null,
          nonDetects: [{ limit: null, count: group.n }],
        })),
      },
    ],
    [
      "nothing at all",
      {
        ...swarm,
        lines: [],
        groups: [{ label: "x", n: 0, points: [], nonDetects: [], aboveRange: 0, median: null }],
      },
    ],
  ] satisfies [string, FigureSpec][])("%s", (_, spec) => {
    const scene = figureToScene(spec);
    expect(touchingTexts(scene)).toEqual([]);
    expect(outside(scene)).toEqual([]);
    expect(figureToSvg(spec, { theme: "light" })).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("draws a hundred million subjects without a mark for each", () => {
    const [group] = bigSwarm.groups;
    const many = group!.points.map((point) => ({ ...point, count: 100_000 }));
    const svg = figureToSvg(
      { ...bigSwarm, groups: [{ ...group!, points: many, n: 1e9 }] },
      { theme: "light" },
    );
    expect(svg.length).toBeLessThan(40_000);
  });
});
