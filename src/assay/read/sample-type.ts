/** What a sample's name or a type's word says about its role on the plate. */
import type { WellType } from "../plate.ts";

type Words = readonly (readonly [RegExp, WellType])[];

const found = (words: Words, text: string): WellType | null =>
  words.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? null;

const TYPES: Words = [
  [/^(?:blank|blk|background|bkg|negative control|buffer|b)[ _-]?\d*$/i, "blank"],
  [/^(?:standard|std|calibrator|cal|s|st)[ _-]?\d*$/i, "standard"],
  [/^(?:control|ctrl|ctl|qc|c|quality control)[ _-]?\d*$/i, "control"],
  [/^(?:unknown|unk|sample|spl|smp|specimen|patient|u|x)[ _-]?\d*$/i, "unknown"],
];

/**
 * The role that a word in a column of types, or a reader's own well id, stands for; null for another word.
 *
 * @example wellType("Calibrator") // "standard"
 */
export const wellType = (text: string): WellType | null => found(TYPES, text);

const NAMES: Words = [
  [/^(?:blank|background)[ _-]?\d*$|^B$/i, "blank"],
  [/^(?:standard|std|calibrator)[ _-]?\d*$|^S$/i, "standard"],
  [/^(?:control|ctrl|ctl|qc)[ _-]?\d*$|^C$/i, "control"],
];

/**
 * The role that a sample's name gives away. Whatever is no word for a role is a sample: `C12` may be a person.
 *
 * @example typeOfSample("Background0") // "blank"
 */
export const typeOfSample = (name: string): WellType => found(NAMES, name) ?? "unknown";
