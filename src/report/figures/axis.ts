import * as elementary from "../../core/elementary.ts";
import { ticks as linearTicks } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import { fixed, minus, noBreakSpace } from "../digits.ts";
import type { SceneAxis } from "./scene.ts";

export interface Tick {
  readonly value: number;
  readonly label: string;
  /** Without a label: a short stroke on a logarithmic axis. */
  readonly minor: boolean;
}

export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
  /** Position in the given range; values outside the domain land outside it. */
  readonly at: (value: number) => number;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Shortest form of a tick; from a million on and below 0.0001 with a power of ten. */
function tickLabel(tick: number): string {
  const value = Number(tick.toPrecision(12));
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e-4 && size < 1e6) return fixed(value, Math.max(0, decimalsOf(value)));
  const [digits = "1", exponent = "0"] = size.toExponential().split("e");
  const power = Array.from(String(Math.abs(Number(exponent))), (d) => superscripts[Number(d)]).join("");
  const ten = `10${exponent.startsWith("-") ? "⁻" : ""}${power}`;
  return `${value < 0 ? minus : ""}${digits === "1" ? "" : `${digits}${noBreakSpace}×${noBreakSpace}`}${ten}`;
}

function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return (digits.split(".")[1]?.length ?? 0) - Number(exponent);
}

/** 1-2-5 steps of every decade that touches [low, high], one beyond each side included. */
function steps(low: number, high: number, within: readonly number[]): readonly number[] {
  const first = Math.floor(elementary.log10(low)) - 1;
  const last = Math.ceil(elementary.log10(high)) + 1;
  const values: number[] = [];
  // Number("2e-3") is 0.002 to the last bit; 2 * 10 ** -3 is not always.
  for (let e = first; e <= last; e++) for (const step of within) values.push(Number(`${step}e${e}`));
  return values;
}

/** The smallest stretch of `candidates` that holds [low, high]. */
function around(candidates: readonly number[], low: number, high: number): readonly number[] {
  const from = candidates.findLastIndex((value) => value <= low);
  const to = candidates.findIndex((value) => value >= high);
  return candidates.slice(Math.max(from, 0), to === -1 ? undefined : to + 1);
}

/**
 * Logarithmic axis over [low, high] (0 < low <= high) with ends and labels on 1-2-5 steps, or on decades,
 * every second, third... decade when that many labels do not fit.
 */
export function logAxis(
  low: number,
  high: number,
  range: readonly [number, number],
  maxLabels: number,
): Axis {
  let least = low;
  let most = high;
  if (high / low < 2) {
    least = low / 2;
    most = high * 2;
  }
  const fine = around(steps(least, most, [1, 2, 5]), least, most);
  const decades = fine.filter((value) => /^1(e|$|0*$)|^0\.0*1$/.test(String(value)));
  let labelled = fine;
  if (labelled.length > maxLabels)
    labelled = decades.length > 1 ? decades : fine.filter((_, i) => i === 0 || i === fine.length - 1);
  for (let each = 2; labelled.length > Math.max(2, maxLabels); each++)
    labelled = decades.filter((_, i) => i % each === 0);
  const domain: readonly [number, number] = [fine[0] ?? least, fine.at(-1) ?? most];
  const scale = scaleLog().domain(domain).range(range);
  const minors = elementary.log10(domain[1] / domain[0]) > 6 ? [1] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const unlabelled = steps(domain[0], domain[1], minors).filter(
    (value) => value >= domain[0] && value <= domain[1] && !labelled.includes(value),
  );
  return {
    domain,
    at: (value) => scale(value),
    ticks: [
      ...labelled.map((value) => ({ value, label: tickLabel(value), minor: false })),
      ...unlabelled.map((value) => ({ value, label: "", minor: true })),
    ],
  };
}

/**
 * The value at a height of a drawing; beyond the ends the axis goes on.
 *
 * @example valueAt({ scale: "log", top: 0, bottom: 300, low: 0.1, high: 100, left: 0, right: 1 }, 200) // 1
 */
export function valueAt(axis: SceneAxis, y: number): number {
  const part = (axis.bottom - y) / (axis.bottom - axis.top);
  return axis.scale === "log"
    ? axis.low * elementary.pow(axis.high / axis.low, part)
    : axis.low + (axis.high - axis.low) * part;
}

/** The height of a value, the inverse of `valueAt`; NaN for 0 or less on a logarithmic axis. */
export function yAt(axis: SceneAxis, value: number): number {
  if (axis.scale === "log" && value <= 0) return NaN;
  const part =
    axis.scale === "log"
      ? elementary.log(value / axis.low) / elementary.log(axis.high / axis.low)
      : (value - axis.low) / (axis.high - axis.low);
  return axis.bottom - (axis.bottom - axis.top) * part;
}

/** Linear axis over [low, high] with about `count` round labels; the ends are labels. */
export function linearAxis(low: number, high: number, range: readonly [number, number], count: number): Axis {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const pad = size === 0 ? 1 : size / 2;
  const scale = (
    high - low > size * 1e-9
      ? scaleLinear().domain([low, high])
      : scaleLinear().domain([low - pad, high + pad])
  )
    .nice(count)
    .range(range);
  const [from = low, to = high] = scale.domain();
  const values = linearTicks(from, to, count);
  return {
    domain: [from, to],
    at: (value) => scale(value),
    ticks: values.map((value) => ({ value, label: tickLabel(value), minor: false })),
  };
}
