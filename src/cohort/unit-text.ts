/** Units in headers: `il6_pg_ml`, `IL-6 (pg/mL)`, `age_years`. */

const PER = "(?:/|_per_|_| )";
const CONCENTRATION: readonly (readonly [RegExp, string])[] = [
  ...(["f", "p", "n"] as const).flatMap((prefix): [RegExp, string][] => [
    [new RegExp(`^${prefix}g${PER}?ml$`, "i"), `${prefix}g/mL`],
    [new RegExp(`^${prefix}g${PER}?l$`, "i"), `${prefix}g/L`],
    [new RegExp(`^${prefix}(?:M|mol${PER}?[lL])$`), `${prefix}mol/L`],
  ]),
  [new RegExp(`^[u\u00b5\u03bc]g${PER}?ml$`, "i"), "\u00b5g/mL"],
  [new RegExp(`^[u\u00b5\u03bc]g${PER}?l$`, "i"), "\u00b5g/L"],
  [/^npx$/i, "NPX"],
];

const OTHER: readonly (readonly [RegExp, string])[] = [
  [/^(?:years?|yrs?|y)$/i, "years"],
  [/^(?:months?|mths?|mo)$/i, "months"],
  [/^(?:weeks?|wks?)$/i, "weeks"],
  [/^days?$/i, "days"],
  [/^(?:kg[/_]?m2|kg[/_]m\u00b2)$/i, "kg/m\u00b2"],
  [/^(?:kg|g|mg|cm|mm|ml|mg\/dl|g\/l|mg\/l|mmol\/l|%|u\/l|iu\/ml|hours?|h|min)$/i, ""],
];

export interface HeaderUnit {
  /** Header without its unit. */
  readonly stem: string;
  readonly unit: string;
  readonly isConcentration: boolean;
}

/**
 * The unit that a header states in brackets or at its end, or null.
 *
 * @example unitOfHeader("il6_pg_ml") // { stem: "il6", unit: "pg/mL", isConcentration: true }
 */
export function unitOfHeader(header: string): HeaderUnit | null {
  const bracketed = /^(.*?)[\s_]*[([]\s*([^()[\]]+?)\s*[)\]]\s*$/.exec(header);
  if (bracketed !== null) return known(bracketed[1] ?? "", bracketed[2] ?? "", true);
  const parts = header.split(/[\s_]+/);
  // The longest ending first, so that pg_ml is not read as ml.
  for (const length of [3, 2, 1]) {
    if (parts.length <= length) continue;
    const found = known(parts.slice(0, -length).join("_"), parts.slice(-length).join("_"), false);
    if (found !== null) return found;
  }
  return null;
}

function known(stem: string, text: string, isBracketed: boolean): HeaderUnit | null {
  for (const [pattern, unit] of CONCENTRATION)
    if (pattern.test(text)) return { stem, unit, isConcentration: true };
  for (const [pattern, unit] of OTHER) {
    // A bare last word of one or two letters is too short to be a unit: "score_h".
    if (pattern.test(text) && (isBracketed || text.length > 2))
      return { stem, unit: unit === "" ? text : unit, isConcentration: false };
  }
  return null;
}
