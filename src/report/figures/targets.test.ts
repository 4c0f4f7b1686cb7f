import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bars, bigSwarm, forest, manySwarm, swarm } from "../../../tools/report-sample-input.ts";
import { relativeError } from "../../../tools/conform/compare.ts";
import type { SwarmFigure } from "../../questions/answer.ts";
import { valueAt, yAt } from "./axis.ts";
import { barsScene } from "./bars.ts";
import { forestScene } from "./forest.ts";
import type { Scene, SceneAxis, Target } from "./scene.ts";
import { swarmScene } from "./swarm.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");
const targetsOf = (scene: Scene): readonly Target[] => scene.targets ?? [];
const people = (targets: readonly Target[]): number =>
  targets.reduce((sum, target) => sum + (target.people ?? 0), 0);

const known = { ...swarm, analyte: "il6", unit: "pg/mL" } satisfies SwarmFigure;
const groupOf = (target: Target): string => target.label.slice(0, target.label.indexOf(": "));

describe.each([
  ["bars", barsScene(bars)],
  ["forest", forestScene(forest)],
  ["swarm", swarmScene(swarm)],
  ["swarm of thousands", swarmScene(bigSwarm)],
  ["swarm of forty groups", swarmScene(manySwarm)],
])("targets of %s", (_, scene) => {
  const targets = targetsOf(scene);

  it("have keys of their own", () => {
    expect(targets.length).toBeGreaterThan(0);
    expect(new Set(targets.map(({ key }) => key)).size).toBe(targets.length);
  });

  it("lie in the drawing and do not overlap", () => {
    for (const { x, y, width, height } of targets) {
      expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(scene.width + 1e-9);
      expect(y + height).toBeLessThanOrEqual(scene.height + 1e-9);
    }
    const overlap = (a: number, al: number, b: number, bl: number): number =>
      Math.min(a + al, b + bl) - Math.max(a, b);
    for (const [i, a] of targets.entries())
      for (const b of targets.slice(i + 1))
        if (overlap(a.x, a.width, b.x, b.width) > 1e-6 && overlap(a.y, a.height, b.y, b.height) > 1e-6)
          throw new Error(`${a.key} and ${b.key} overlap`);
  });
});

describe("rows", () => {
  it("are 24 high at least and as wide as the drawing", () => {
    for (const scene of [barsScene(bars), forestScene(forest)])
      for (const { width, height } of targetsOf(scene)) {
        expect(height).toBeGreaterThanOrEqual(24);
        expect(width).toBe(scene.width);
      }
  });

  it("say a bar's counts and interval, or that there is none", () => {
    const figure = {
      ...bars,
      event: "detected",
      confidence: 0.95,
      bars: [
        { label: "RR-MS", events: 61, n: 250, value: 0.244, lower: 0.1951, upper: 0.3009, reference: false },
        { label: "Others", events: 0, n: 0, value: null, lower: null, upper: null, reference: true },
      ],
    };
    const written = targetsOf(barsScene(figure));
    expect(written.map(({ label }) => label)).toEqual([
      "RR-MS: 61 of 250 detected, 24% (95% interval 20% to 30%)",
      "Others: not measured",
    ]);
    expect(written.map((target) => target.people)).toEqual([250, 0]);
  });

  it("say a forest row's heading, numbers and subjects, and leave out the headings", () => {
    const row = {
      label: "   1-9",
      under: "T2 lesions",
      estimate: 0.5,
      lower: null,
      upper: null,
      cells: [["0.50 (open to open)"], [""]],
      emphasised: false,
      n: 1,
      who: "true",
    };
    const heading = { ...row, label: "T2 lesions", heading: true, estimate: null };
    const figure = { ...forest, columns: ["Estimate", "p"], rows: [heading, row] };
    const [target, ...others] = targetsOf(forestScene(figure));
    expect(others).toEqual([]);
    expect(target).toMatchObject({
      key: "row-1",
      label: "T2 lesions, 1-9: Estimate 0.50 (open to open), 1 subject",
      who: "true",
      people: 1,
    });
  });

  it("makes hostile labels fit for any page", () => {
    const figure = { ...bars, bars: [{ ...bars.bars[0]!, label: "a\u202eb\u0000\n c" }] };
    expect(targetsOf(barsScene(figure))[0]?.label).toMatch(/^a\ufffdb\ufffd c: /);
  });
});

describe("a swarm", () => {
  it.each([
    ["small", swarm],
    ["of thousands", bigSwarm],
    ["of forty groups", manySwarm],
  ])("%s has everybody behind one target of their group", (_, figure) => {
    const targets = targetsOf(swarmScene(figure)).filter(({ limit }) => limit === undefined);
    for (const [i, group] of figure.groups.entries()) {
      const own = targets.filter(({ key }) => key.split("-")[1] === String(i));
      expect(people(own)).toBe(group.n);
    }
  });

  const point = (value: number, detected: boolean, count: number) => ({ value, detected, count });
  const group = {
    label: "RR-MS",
    n: 13,
    points: [point(0.35, false, 1), point(0.35, true, 2), point(2, true, 1)],
    nonDetects: [
      { limit: 0.2, count: 3 },
      { limit: 0.35, count: 1 },
      { limit: null, count: 1 },
    ],
    aboveRange: 4,
    median: null,
    who: 'group == "RR"',
  };
  const figure = { ...known, groups: [group], lines: [{ label: "LOD 0.35", value: 0.35 }] };
  const targets = targetsOf(swarmScene(figure));

  it("says what each mark is", () => {
    expect(targets.map(({ key, label }) => [key, plain(label)])).toEqual([
      ["above-0", "RR-MS: above range, 4 subjects"],
      ["point-0-2", "RR-MS: 2 pg/mL, detected, 1 subject"],
      ["point-0-0.35-not", "RR-MS: 0.35 pg/mL, not detected, 1 subject"],
      ["point-0-0.35", "RR-MS: 0.35 pg/mL, detected, 2 subjects"],
      ["below-0-0.2", "RR-MS: no number, not detected, limit 0.2 pg/mL, 3 subjects"],
      ["below-0-0.35", "RR-MS: no number, not detected, limit 0.35 pg/mL, 1 subject"],
      ["below-0-no-limit", "RR-MS: no number, not detected, no limit known, 1 subject"],
      ["limit-0", "LOD 0.35 pg/mL"],
    ]);
  });

  it("says which cells of the analyte they are", () => {
    const values = new Map(targets.map((target) => [target.key, target.values]));
    expect(values.get("above-0")).toEqual({ analyte: "il6", kind: "above" });
    expect(values.get("point-0-0.35-not")).toEqual({
      analyte: "il6",
      kind: "value",
      value: 0.35,
      detected: false,
    });
    expect(values.get("below-0-no-limit")).toEqual({ analyte: "il6", kind: "nonDetect", limit: null });
    expect(values.get("limit-0")).toBeUndefined();
  });

  it("names nobody where the figure does not know the analyte", () => {
    const { analyte: _, ...without } = figure;
    for (const target of targetsOf(swarmScene(without))) expect(target.who).toBeUndefined();
  });

  it("joins the limits of a band that has no room for each", () => {
    const nonDetects = Array.from({ length: 60 }, (_, i) => ({ limit: i + 1, count: 1 }));
    const many = targetsOf(
      swarmScene({ ...figure, groups: [{ ...group, n: 60, points: [], aboveRange: 0, nonDetects }] }),
    );
    expect(many.map(({ key, values }) => [key, values])).toEqual([
      ["below-0", { analyte: "il6", kind: "nonDetect" }],
      ["limit-0", undefined],
    ]);
  });

  it("puts a number of 0 on a logarithmic axis among the targets of the band", () => {
    const zero = { ...group, n: 1, points: [point(0, false, 1)], nonDetects: [], aboveRange: 0 };
    const [first] = targetsOf(swarmScene({ ...figure, groups: [zero] }));
    expect(first).toMatchObject({ key: "below-0-0-not", values: { kind: "value", value: 0 } });
  });

  it("halves a height between what is detected there and what is not", () => {
    const [not, yes] = targets.filter(({ key }) => key.startsWith("point-0-0.35"));
    expect(not?.y).toBe(yes?.y);
    expect((not?.x ?? 0) + (not?.width ?? 0)).toBeCloseTo(yes?.x ?? NaN, 9);
    expect(groupOf(not!)).toBe("RR-MS");
  });

  it("gives a limit line the label at the right, and its height by the axis", () => {
    const scene = swarmScene(figure);
    const target = targetsOf(scene).at(-1);
    const { axis } = scene;
    expect(target).toMatchObject({ limit: 0.35, x: axis?.right, height: 24 });
    const dashed = scene.marks.find((mark) => mark.shape === "line" && mark.dash !== undefined);
    expect(yAt(axis!, 0.35)).toBeCloseTo((dashed as { y1: number }).y1, 9);
  });

  it("says the value of a limit whose label does not", () => {
    const worded = { ...figure, lines: [{ label: "Lower limit", value: 0.6 }] };
    expect(targetsOf(swarmScene(worded)).at(-1)?.label).toBe("Lower limit: 0.6 pg/mL");
  });
});

describe("an axis", () => {
  const axis: SceneAxis = { scale: "log", top: 20, bottom: 320, low: 0.1, high: 100, left: 40, right: 600 };

  it("has a tenfold in each third of three decades", () => {
    expect(relativeError(valueAt(axis, 220), 1)).toBeLessThan(1e-12);
    expect(yAt(axis, 10)).toBeCloseTo(120, 9);
    expect(valueAt({ ...axis, scale: "linear", low: 0 }, 170)).toBe(50);
  });

  it("has no height for 0 on a logarithmic scale", () => {
    expect(yAt(axis, 0)).toBeNaN();
    expect(yAt(axis, -1)).toBeNaN();
  });

  it("leads from a height to a value and back, and a higher value is higher up", () => {
    const axes = fc
      .record({
        scale: fc.constantFrom("log" as const, "linear" as const),
        low: fc.double({ min: 1e-6, max: 1e3, noNaN: true }),
        factor: fc.double({ min: 2, max: 1e6, noNaN: true }),
      })
      .map(({ scale, low, factor }): SceneAxis => ({ ...axis, scale, low, high: low * factor }));
    fc.assert(
      fc.property(axes, fc.double({ min: -50, max: 400, noNaN: true }), (any, y) => {
        expect(yAt(any, valueAt(any, y))).toBeCloseTo(y, 6);
        expect(valueAt(any, y - 1)).toBeGreaterThan(valueAt(any, y));
      }),
    );
  });

  it("agrees with the drawing on both scales", () => {
    for (const figure of [swarm, manySwarm]) {
      const scene = swarmScene(figure);
      const heights = scene.marks.flatMap((mark) =>
        mark.shape === "line" && mark.dash !== undefined ? [mark.y1] : [],
      );
      const expected = figure.lines.map(({ value }) => yAt(scene.axis!, value)).sort((a, b) => a - b);
      expected.forEach((y, i) => expect(heights[i]).toBeCloseTo(y, 6));
    }
  });
});
