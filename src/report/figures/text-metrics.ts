import { cleanText } from "../escape.ts";

// Advance widths of Helvetica in thousandths of the font size (Adobe's published font metrics), from U+0020 to U+007E.
const ascii = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const others: Readonly<Record<string, number>> = {
  "\u00a0": 278,
  "\u202f": 278,
  "–": 556,
  "—": 1000,
  "\u2212": 584,
  "×": 584,
  "…": 1000,
  "≤": 549,
  "≥": 549,
  µ: 576,
  ß: 611,
};

// Other sans-serif faces run wider than Helvetica (DejaVu Sans by a seventh): room for them.
const room = 1.08;

function advance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const known = ascii[code - 32] ?? others[character];
  if (known !== undefined) return known;
  if (/\p{M}/u.test(character)) return 0;
  if (code < 0x2000) return /\p{Lu}/u.test(character) ? 740 : 600;
  return 1020;
}

/** Width of a text in pixels, a little more than it takes in Helvetica or Arial. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) sum += advance(character);
  return (sum / 1000) * size * room * (bold ? 1.07 : 1);
}

/** Every user-perceived letter whole, so that a cut never splits one. */
const letters = (text: string): readonly string[] => Array.from(text.normalize("NFC"));

/** The text, or as much of it as fits with an ellipsis behind it. */
export function cutToWidth(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let kept = "";
  for (const letter of letters(text)) {
    if (textWidth(`${kept}${letter}…`, size, bold) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

// After a blank, comma, slash; after a hyphen only before a word, so that IL-6 stays whole.
export const breaks = /(?<=[ /,;_])|(?<=-)(?=\p{L}{3})/u;

export interface Wrapped {
  readonly lines: readonly string[];
  /** The whole text, present when something had to be cut. */
  readonly full?: string;
}

/**
 * A label in at most `maxLines` lines no wider than `width`. Breaks at spaces and after hyphens and
 * slashes; a word that is wider than a line is broken inside; the last line ends in an ellipsis when
 * something is left over.
 */
export function wrapText(text: string, width: number, size: number, maxLines: number, bold = false): Wrapped {
  const whole = cleanText(text).replace(/ +/g, " ").trim();
  const lines: string[] = [];
  let line = "";
  for (const part of whole.split(breaks).flatMap((word) => breakWord(word, width, size, bold))) {
    if (line !== "" && textWidth((line + part).trimEnd(), size, bold) > width) {
      lines.push(line.trimEnd());
      line = part;
    } else line += part;
  }
  if (line.trim() !== "" || lines.length === 0) lines.push(line.trimEnd());
  if (lines.length <= maxLines) return { lines };
  const rest = lines.slice(maxLines - 1).join(" ");
  return { lines: [...lines.slice(0, maxLines - 1), cutToWidth(`${rest}…`, width, size, bold)], full: whole };
}

function breakWord(word: string, width: number, size: number, bold: boolean): readonly string[] {
  if (textWidth(word.trimEnd(), size, bold) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const letter of letters(word)) {
    if (part !== "" && textWidth(part + letter, size, bold) > width) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return part === "" ? parts : [...parts, part];
}

/** Widest line of several labels. */
export const widest = (texts: readonly string[], size: number, bold = false): number =>
  Math.max(0, ...texts.map((text) => textWidth(text, size, bold)));
