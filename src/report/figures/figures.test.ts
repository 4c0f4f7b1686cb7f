import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bars, forest, swarm } from "../../../tools/report-sample-input.ts";
import { tableToCsv } from "../tables.ts";
import { linearAxis, logAxis } from "./axis.ts";
import { barsScene } from "./bars.ts";
import { forestScene } from "./forest.ts";
import { figureNumbers, figureValues } from "./numbers.ts";
import { beeswarm, densityPack, gridPack } from "./pack.ts";
import type { Mark, Scene } from "./scene.ts";
import { swarmScene } from "./swarm.ts";
import { cutToWidth, textWidth, wrapText } from "./text-metrics.ts";

const shapes = <Shape extends Mark["shape"]>(
  scene: Scene,
  shape: Shape,
): readonly Extract<Mark, { shape: Shape }>[] =>
  scene.marks.filter((mark): mark is Extract<Mark, { shape: Shape }> => mark.shape === shape);

const texts = (scene: Scene): readonly string[] => shapes(scene, "text").map((mark) => mark.text);

describe("barsScene", () => {
  const scene = barsScene(bars);
  const rects = shapes(scene, "rect");

  it("gives every measured group one bar, as long as its share", () => {
    const measured = bars.bars.filter((bar) => bar.value !== null);
    const full = rects[measured.findIndex((bar) => bar.value === 1)]?.width ?? 0;
    expect(rects).toHaveLength(measured.length);
    measured.forEach((bar, i) => expect(rects[i]?.width).toBeCloseTo(full * (bar.value ?? 0), 6));
  });

  it("hatches the reference alone", () => {
    expect(rects.map((rect) => rect.fill === "hatch")).toEqual(
      bars.bars.filter((bar) => bar.value !== null).map((bar) => bar.reference),
    );
  });

  it("says which group was not measured", () => {
    expect(texts(scene).filter((text) => text === "not measured")).toHaveLength(1);
  });
});

describe("forestScene", () => {
  const scene = forestScene(forest);

  it("has an arrow for the open end and none for the ends on the axis", () => {
    expect(shapes(scene, "polygon")).toHaveLength(1);
  });

  it("marks emphasised rows with squares and strong text", () => {
    const squares = shapes(scene, "dots").filter((dots) => dots.form === "square" && dots.radius === 4.5);
    expect(squares).toHaveLength(forest.rows.filter((row) => row.emphasised).length);
    const strong = shapes(scene, "text").find((mark) => mark.text === "Relapse within 30 days");
    expect(strong?.bold).toBe(true);
  });

  it("cuts an interval far beyond the others and points onwards", () => {
    const rows = forest.rows.filter((row) => row.heading !== true).slice(0, 4);
    const [first, ...rest] = rows;
    const wide = forestScene({ ...forest, rows: [{ ...first!, lower: 1e-9, upper: 1e9 }, ...rest] });
    expect(shapes(wide, "polygon")).toHaveLength(2);
  });
});

describe("swarmScene", () => {
  const scene = swarmScene(swarm);
  const drawn = (fill: string, form: string): number =>
    shapes(scene, "dots")
      .filter((dots) => dots.fill === fill && dots.form === form)
      .reduce((sum, dots) => sum + dots.at.length, 0);

  it("draws every subject once: detected filled, the others hollow, above range as triangles", () => {
    const points = swarm.groups.flatMap((group) => group.points);
    const without = swarm.groups
      .flatMap((group) => group.nonDetects)
      .reduce((sum, { count }) => sum + count, 0);
    const key = 1;
    expect(drawn("accent", "circle")).toBe(points.filter((point) => point.detected).length + key);
    expect(drawn("paper", "circle")).toBe(points.filter((point) => !point.detected).length + without + key);
    expect(drawn("paper", "triangle")).toBe(4);
  });

  it("counts the subjects without a number under each group", () => {
    expect(texts(scene).map((text) => text.replaceAll("\u00a0", " "))).toContain("n = 52 (73%)");
  });

  it("puts a number of 0 on a logarithmic axis with those that have none", () => {
    const zero = {
      label: "x",
      n: 2,
      points: [
        { value: 0, count: 1, detected: false },
        { value: 1, count: 1, detected: true },
      ],
      nonDetects: [],
      aboveRange: 0,
      median: null,
    };
    const words = texts(swarmScene({ ...swarm, lines: [], groups: [zero] })).map((text) =>
      text.replaceAll("\u00a0", " "),
    );
    expect(words).toContain("n = 1 (50%)");
  });
});

describe("axes", () => {
  it("has 1-2-5 labels in a short range and decades in a long one", () => {
    const labels = (low: number, high: number): readonly string[] =>
      logAxis(low, high, [0, 100], 8)
        .ticks.filter((tick) => !tick.minor)
        .map((tick) => tick.label);
    expect(labels(0.3, 40)).toEqual(["0.2", "0.5", "1", "2", "5", "10", "20", "50"]);
    expect(labels(0.02, 3000)).toEqual(["0.1", "1", "10", "100", "1000"]);
    expect(labels(5, 5)).toEqual(["2", "5", "10"]);
  });

  it("holds its range, with ticks inside and in order", () => {
    const positive = fc.double({ min: 1e-8, max: 1e8, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        for (const axis of [logAxis(low, high, [0, 500], count), linearAxis(low, high, [0, 500], count)]) {
          const [from, to] = axis.domain;
          expect(from).toBeLessThanOrEqual(low);
          expect(to).toBeGreaterThanOrEqual(high);
          const majors = axis.ticks.filter((tick) => !tick.minor);
          expect(majors.length).toBeGreaterThan(0);
          expect(majors.every((tick) => tick.value >= from && tick.value <= to)).toBe(true);
          expect(new Set(majors.map((tick) => tick.label)).size).toBe(majors.length);
        }
      }),
    );
  });
});

describe("beeswarm", () => {
  it("covers no mark with another and keeps every one", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 60 }), (ys) => {
        const places = beeswarm(ys, 5);
        expect(places.map((place) => place.index).sort((a, b) => a - b)).toEqual(ys.map((_, i) => i));
        for (const [i, a] of places.entries())
          for (const b of places.slice(i + 1))
            expect(Math.hypot(a.dx - b.dx, (ys[a.index] ?? 0) - (ys[b.index] ?? 0))).toBeGreaterThan(
              5 - 1e-3,
            );
      }),
    );
  });

  it("sets equal values side by side around the centre", () => {
    expect(beeswarm([0, 0, 0], 4).map((place) => place.dx)).toEqual([0, -4, 4]);
  });
});

describe("densityPack and gridPack", () => {
  it("stay in their width and keep every mark", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 1, maxLength: 400 }),
        (ys) => {
          const places = densityPack(ys, 4, 40);
          expect(new Set(places.map((place) => place.index)).size).toBe(ys.length);
          expect(places.every((place) => Math.abs(place.dx) <= 40 + 4)).toBe(true);
        },
      ),
    );
    expect(gridPack(5, 10, 20)).toEqual([
      [-5, 0],
      [5, 0],
      [-5, 10],
      [5, 10],
      [0, 20],
    ]);
  });
});

describe("wrapText", () => {
  it("keeps lines within the width, loses nothing it does not say", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 40, max: 300 }), (text, width) => {
        const { lines, full } = wrapText(text, width, 13, 3);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(lines.every((line) => textWidth(line, 13) <= width)).toBe(true);
        const plain = (value: string): string => value.replace(/\s/g, "");
        if (full === undefined)
          expect(plain(lines.join(""))).toBe(plain(wrapText(text, 1e6, 13, 1).lines.join("")));
        else expect(lines.at(-1)).toMatch(/…$/);
      }),
    );
  });

  it("does not break IL-6, but breaks after a long first part", () => {
    expect(wrapText("IL-6 relapsing-remitting", 70, 13, 3).lines).toEqual([
      "IL-6",
      "relapsing-",
      "remitting",
    ]);
  });

  it("cuts with an ellipsis", () => {
    expect(cutToWidth("Neuromyelitis", 50, 13)).toMatch(/^Neu.*…$/);
  });
});

describe("figureNumbers and figureValues", () => {
  it("give the unrounded numbers of a bar", () => {
    const line = tableToCsv(figureNumbers(bars)).split("\n")[1]?.split(",") ?? [];
    expect(line.slice(0, 4)).toEqual(["Controls (reference)", "3", "71", String(3 / 71)]);
  });

  it("sum a swarm up by group, with its least and greatest number", () => {
    const group = {
      label: "x",
      n: 9,
      points: [
        { value: 3, count: 2, detected: true },
        { value: 0.1, count: 1, detected: false },
        { value: 7.5, count: 1, detected: true },
      ],
      nonDetects: [{ limit: 0.2, count: 4 }],
      aboveRange: 1,
      median: null,
    };
    const line =
      tableToCsv(figureNumbers({ ...swarm, groups: [group] }))
        .split("\n")[1]
        ?.split(",") ?? [];
    expect(line.slice(0, 6)).toEqual(["x", "9", "3", "1", "4", "1"]);
    expect(line.slice(7)).toEqual(["0.1", "7.5"]);
  });

  it("give every point of a swarm with its status", () => {
    const lines = tableToCsv(figureValues(swarm)).trim().split("\n");
    const points = swarm.groups.reduce(
      (sum, group) => sum + group.points.length + group.nonDetects.length + (group.aboveRange > 0 ? 1 : 0),
      0,
    );
    expect(lines).toHaveLength(points + 1);
    expect(lines).toContain("Controls,no number: not detected,,0.2,52");
  });

  it("call an end open only where there is an estimate", () => {
    const cells = (label: string): readonly string[] =>
      tableToCsv(figureNumbers(forest))
        .split("\n")
        .find((line) => line.startsWith(label))
        ?.split(",") ?? [];
    expect(cells("Encephalitis").slice(1, 4)).toEqual(["38.5", "5.8", "open"]);
    expect(cells("Not yet classified")[3]).toBe("not computed (no estimate)");
  });
});
