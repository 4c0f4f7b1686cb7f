import * as elementary from "../../core/elementary.ts";
import { noBreakSpace, writeCount } from "../digits.ts";
import { type Mark, lineHeight, textAt, textBlock, textSize } from "./scene.ts";
import { breaks, cutToWidth, textWidth, widest, wrapText } from "./text-metrics.ts";
import { cleanText } from "../escape.ts";

interface Labelled {
  readonly label: string;
  readonly n: number;
}

export interface GroupLabels {
  readonly height: number;
  /** Room that a slanted first label needs left of the plot. */
  readonly overhang: number;
  readonly marks: (centre: (i: number) => number, top: number) => readonly Mark[];
}

const longest = 150;

/** Degrees at which slanted labels that far apart do not touch. */
function slantFor(slot: number): number {
  const sine = Math.min(1, 13.5 / slot);
  return Math.max(42, (elementary.atan(sine / Math.sqrt(1 - sine * sine)) * 180) / Math.PI);
}

/** Group names with their sizes under the plot: level and wrapped where every word fits, slanted where not. */
export function groupLabels(groups: readonly Labelled[], slot: number): GroupLabels {
  const { label: size, note } = textSize;
  const sizes = groups.map((group) => `n${noBreakSpace}=${noBreakSpace}${writeCount(group.n)}`);
  const room = slot - 10;
  const words = groups.flatMap((group) => cleanText(group.label).split(breaks));
  const level =
    widest(words, size) <= Math.max(room, slot > 110 ? Infinity : 0) && widest(sizes, note) <= room;
  if (level) {
    const wrapped = groups.map((group) => wrapText(group.label, room, size, 3));
    const lines = Math.max(...wrapped.map((label) => label.lines.length));
    return {
      height: lines * lineHeight(size) + lineHeight(note) + 4,
      overhang: 0,
      marks: (centre, top) =>
        wrapped.flatMap(({ lines: own, full }, i) => [
          ...textBlock(centre(i), top + size, own, size, {
            anchor: "middle",
            ...(full === undefined ? {} : { full }),
          }),
          textAt(centre(i), top + size + own.length * lineHeight(size), sizes[i] ?? "", note, {
            anchor: "middle",
            fill: "muted",
          }),
        ]),
    };
  }
  const slanted = groups.map((group, i) => {
    const whole = cleanText(group.label).trim();
    const behind = `, ${sizes[i] ?? ""}`;
    const cut = cutToWidth(whole, longest - textWidth(behind, note), note);
    return { text: cut + behind, ...(cut === whole ? {} : { full: whole + behind }) };
  });
  const length = widest(
    slanted.map(({ text }) => text),
    note,
  );
  const slant = slantFor(slot);
  const radians = (slant * Math.PI) / 180;
  return {
    height: length * elementary.sin(radians) + 14,
    overhang: length * elementary.cos(radians) - slot / 2 + 12,
    marks: (centre, top) =>
      slanted.map(({ text, full }, i) =>
        textAt(centre(i) + 4, top + 7, text, note, {
          anchor: "end",
          turn: -slant,
          ...(full === undefined ? {} : { full }),
        }),
      ),
  };
}
