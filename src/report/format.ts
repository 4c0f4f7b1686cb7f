import type { Prose, Slot } from "../questions/answer.ts";
import {
  noBreakSpace,
  writeCount,
  writeDifference,
  writeNumber,
  writePlain,
  writePValue,
  writeRatio,
  writeShare,
  writeStatistic,
} from "./digits.ts";
import { cleanText, escapeMarkup } from "./escape.ts";

export interface FormatOptions {
  /** How "not computed" is written: the words with their reason, or a dash whose reason stands in a footnote. */
  readonly missing: "words" | "dash";
  /** What a share stands on, where known: from 1000 on it gets a decimal. */
  readonly n?: number;
}

const inProse: FormatOptions = { missing: "words" };

/**
 * A number as the report writes it; the only place where a number of an answer is rounded.
 *
 * @example formatSlot({ value: 0.241, as: "share" }, { missing: "words" }) // "24%"
 */
export function formatSlot(slot: Slot, options: FormatOptions): string {
  const { value } = slot;
  if (value === null || Number.isNaN(value)) {
    if (options.missing === "dash") return "—";
    return slot.why === undefined ? "not computed" : `not computed (${cleanText(slot.why)})`;
  }
  switch (slot.as) {
    case "count":
      return writeCount(value);
    case "share":
      return writeShare(value, options.n);
    case "difference":
      return writeDifference(value);
    case "number":
      return writeNumber(value);
    case "ratio":
      return writeRatio(value);
    case "statistic":
      return writeStatistic(value);
    case "p-value":
      return writePValue(value);
    case "plain":
      return writePlain(value);
  }
}

/** The unrounded number where the page shows a bound in its place: `7.7e-29` behind `< 0.001`. */
export function exactValue(slot: Slot): string | undefined {
  if (slot.value === null || slot.as !== "p-value" || (slot.value >= 0.001 && slot.value <= 0.999))
    return undefined;
  return slot.value > 0.999 ? String(slot.value) : String(Number(slot.value.toPrecision(2)));
}

interface Piece {
  readonly text: string;
  readonly slot?: Slot;
}

/**
 * The pieces of a text with their numbers written. "p = " in front of a bound loses its equals sign
 * (p < 0.001), and an equals sign is held to its number by a no-break space.
 */
function pieces(prose: Prose, options: FormatOptions): readonly Piece[] {
  const written = prose.map(
    (part): Piece =>
      typeof part === "string" ? { text: cleanText(part) } : { text: formatSlot(part, options), slot: part },
  );
  return written.map((piece, i): Piece => {
    const next = written[i + 1];
    if (piece.slot !== undefined || next?.slot === undefined) return piece;
    const bound = /^[<>]/.test(next.text) || next.slot.value === null;
    return { text: piece.text.replace(/ = $/, bound ? noBreakSpace : `${noBreakSpace}=${noBreakSpace}`) };
  });
}

/** Plain text: what a terminal, a figure or an attribute shows. */
export function proseToText(prose: Prose, options: FormatOptions = inProse): string {
  return pieces(prose, options)
    .map((piece) => piece.text)
    .join("");
}

/** A text for an element, escaped; names such as IL-6 do not break at their hyphen. */
export function labelToHtml(text: string): string {
  return escapeMarkup(text).replace(/\b[A-Za-z]{1,4}-\d+\b/g, `<span class="num">$&</span>`);
}

/**
 * HTML with every label escaped. Numbers stand in `span`s that never break; a bound carries its exact value as title.
 * `footnote` gives the mark that leads from a dash to the reason for it.
 */
export function proseToHtml(
  prose: Prose,
  options: FormatOptions = inProse,
  footnote: (reason: string) => string = () => "",
): string {
  return pieces(prose, options)
    .map(({ text, slot }) => {
      if (slot === undefined) return labelToHtml(text);
      if (slot.value === null) return missingToHtml(text, slot.why, options, footnote);
      const exact = exactValue(slot);
      const title = exact === undefined ? "" : ` title="${escapeMarkup(exact)}"`;
      return `<span class="num"${title}>${escapeMarkup(text)}</span>`;
    })
    .join("");
}

function missingToHtml(
  text: string,
  why: string | undefined,
  options: FormatOptions,
  footnote: (reason: string) => string,
): string {
  if (options.missing === "words") return `<span class="none">${escapeMarkup(text)}</span>`;
  const title = why === undefined ? "" : ` title="${escapeMarkup(why)}"`;
  const mark = why === undefined ? "" : footnote(why);
  return `<span class="none"${title}><span aria-hidden="true">${escapeMarkup(text)}</span><span class="unseen">not computed</span>${mark}</span>`;
}
