/** One cell of a measured column: the vocabulary of laboratories, read into a status. */
import {
  ambiguousNumber,
  type CellPlace,
  negativeConcentration,
  otherUnit,
  unreadableMeasurement,
} from "../core/issues/file.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Bound, Limits, LimitType, Measurement, MeasurementStatus } from "../core/measurement.ts";
import { type DecimalMark, readNumber, sameNumber } from "./number-text.ts";

export interface MeasurementContext extends Limits {
  /** The analyte's unit; a cell may repeat it. */
  readonly unit: string;
  readonly decimal: DecimalMark;
  /** The study's own codes, compared as text after trimming and as numbers where both are. */
  readonly notDetected: readonly string[];
  readonly notMeasured: readonly string[];
  readonly missing: readonly string[];
  readonly dilution?: number;
  /** For the issue of a cell that cannot be read. */
  readonly at?: CellPlace;
}

/** What the reader of a whole column should be told beside the measurement. */
export type MeasurementRemark = "ambiguous-token" | "mixed-decimal";

export type MeasurementReading =
  | { readonly measurement: Measurement; readonly remark?: MeasurementRemark }
  | { readonly issue: Issue };

const words = (status: MeasurementStatus, ...tokens: string[]): [string, MeasurementStatus][] =>
  tokens.map((token) => [token, status]);

// Keys in lower case with spaces and full stops removed.
const TOKENS: ReadonlyMap<string, MeasurementStatus> = new Map([
  ...words("belowLod", "nd", "notdetected", "notdetectable", "undetected", "undetectable", "nonedetected"),
  ...words("belowLod", "<lod", "<llod", "bld", "blod", "bdl", "belowdetection", "belowdetectionlimit"),
  ...words("belowLod", "belowlod", "belowlimitofdetection", "belowdetectionrange", "belowfitcurverange"),
  ...words("belowLod", "oor<", "<oor", "oorbelow", "belowrange"),
  ...words("belowLloq", "<lloq", "<loq", "blq", "bloq", "blloq", "bql", "belowlloq", "belowloq"),
  ...words("belowLloq", "belowquantificationlimit", "belowquantitationlimit", "belowlimitofquantification"),
  ...words("aboveUloq", ">uloq", "alq", "aloq", "auloq", "aboveuloq", "abovequantificationlimit"),
  ...words("aboveUloq", "oor>", ">oor", "oorabove", "aboverange", "abovedetectionrange", ">hod"),
  ...words("aboveUloq", "abovefitcurverange", "ovrflw"),
  ...words("notMeasured", "***", "nan", "na", "n/a", "notmeasured", "notdone", "notavailable", "missing"),
  ...words("invalid", "---", "?????"),
]);

/** Cells that one laboratory means as "not detected" and another as "not done". */
const AMBIGUOUS = new Set(["nd", "n/d"]);

const BOUND = /^(<\s?=|=\s?<|>\s?=|=\s?>|<|>|\u2264|\u2265)\s?(.+)$/;
/** `<LLOQ (0.42)`: a label with the number that it outranks. */
const LABEL_AND_NUMBER = /^([^()]+?)\s*\(([^()]+)\)$/;
const WITH_NUMBER: ReadonlySet<MeasurementStatus> = new Set(["belowLod", "belowLloq", "aboveUloq"]);
const NUMBER_AND_REST = /^([+-]?[\d.,'\u2019\u00a0\u2009\u202f]+(?:[eE][+-]?\d+)?)\s*(.*)$/;
// Letters that units are made of; anything else after a number makes the cell unreadable.
const UNIT_TEXT = /^[a-z\u00b5\u03bc%/^0-9\u00b2\u00b3.\u00b7* -]+$/i;

/**
 * Reads one measured cell into a status with what number or bound it holds. Nothing is substituted.
 *
 * | cell | status |
 * |---|---|
 * | `1.25`, `1,25`, `3e-2`, `0.5 pg/mL` | quantified |
 * | `<0.5`, `< 0,5`, `≤0.5`, `<0.5 pg/mL` | belowLod with the bound; belowLloq where the bound is the LLOQ or lies above the LOD |
 * | `>5000`, `≥5000` | aboveUloq with the bound |
 * | `*0.12` | extrapolatedLow with the number; extrapolatedHigh above a known ULOQ |
 * | `OOR <`, `OOR<`, `<LOD`, `BLD`, `BLOD`, `BDL`, `below detection ...`, `Below Fit Curve Range` | belowLod |
 * | `ND`, `n.d.`, `N/D`, `not detected`, `undetectable` | belowLod; the abbreviations are remarked: they may mean "not done" |
 * | `<LLOQ (0.42)`, `<LOD (0.1)`, `>ULOQ (5200)` | the label's status, with the number beside it |
 * | `<LLOQ`, `<LOQ`, `BLQ`, `BLOQ`, `BQL`, `below LLOQ` | belowLloq |
 * | `OOR >`, `OOR>`, `>ULOQ`, `ALQ`, `>HOD`, `above ... range`, `OVRFLW` | aboveUloq |
 * | blank, `NA`, `n/a`, `NaN`, `***`, `not measured`, `not done`, `missing` | notMeasured |
 * | `---` (designated outlier), `?????` (not computable) | invalid |
 * | the study's own codes | belowLod or notMeasured, before any other reading |
 *
 * Upper and lower case, spaces and full stops in words do not count; Unicode spaces, signs and `µ` are read as
 * their plain forms. A negative number, a unit other than the analyte's, a number with two readings and anything
 * else give an issue, never NaN. `raw` keeps the cell untouched ("" where the file has none).
 *
 * Sources: footers of Bio-Plex Manager, MSD Discovery Workbench, Gen5 and xPONENT exports.
 *
 * @example parseMeasurement("<0.5", context) // { measurement: { status: "belowLod", bound: { op: "<", limit: 0.5, ... } } }
 */
export function parseMeasurement(raw: string | null, context: MeasurementContext): MeasurementReading {
  const shape = { raw: raw ?? "", unit: context.unit, dilution: context.dilution ?? 1 };
  const of = (status: MeasurementStatus): MeasurementReading => ({ measurement: { status, ...shape } });

  // One space for every kind of space, plain signs for typographic ones.
  const cell = (raw ?? "")
    .replaceAll("\uff1c", "<")
    .replaceAll("\uff1e", ">")
    .replaceAll("\u2212", "-")
    .trim();
  if (cell === "") return of("notMeasured");
  if (isCode(cell, context.notDetected, context.decimal)) return of("belowLod");
  if (isCode(cell, context.notMeasured, context.decimal) || isCode(cell, context.missing, context.decimal))
    return of("notMeasured");

  const first = cell.charCodeAt(0);
  const beginsLikeNumber = first >= 48 && first <= 57;
  if (!beginsLikeNumber) {
    const key = cell.toLowerCase().replaceAll(/[\s.]/g, "");
    const status = AMBIGUOUS.has(key) ? "belowLod" : TOKENS.get(key);
    if (status !== undefined)
      return {
        measurement: { status, ...shape },
        ...(AMBIGUOUS.has(key) ? { remark: "ambiguous-token" as const } : {}),
      };
  }

  const labelled = LABEL_AND_NUMBER.exec(cell);
  const label = TOKENS.get((labelled?.[1] ?? "").toLowerCase().replaceAll(/[\s.]/g, ""));
  if (labelled !== null && label !== undefined && WITH_NUMBER.has(label)) {
    const number = readAmount(labelled[2] ?? "", raw ?? "", context);
    if ("issue" in number) return number;
    return remarked({ status: label, value: number.value, ...shape }, number.otherMark);
  }

  if (cell.startsWith("*")) {
    const number = readAmount(cell.slice(1), raw ?? "", context);
    if ("issue" in number) return number;
    const isHigh = context.uloq !== undefined && number.value > context.uloq;
    const status = isHigh ? "extrapolatedHigh" : "extrapolatedLow";
    return remarked({ status, value: number.value, ...shape }, number.otherMark);
  }

  const bound = BOUND.exec(cell);
  if (bound !== null) {
    const number = readAmount(bound[2] ?? "", raw ?? "", context);
    if ("issue" in number) return number;
    const sign = bound[1] ?? "";
    const isBelow = sign.includes("<") || sign === "\u2264";
    const orEqual = sign.length > 1 || sign === "\u2264" || sign === "\u2265";
    const typed = isBelow ? typeBelow(number.value, context) : typeAbove(number.value, context);
    const op: Bound["op"] = isBelow ? (orEqual ? "<=" : "<") : orEqual ? ">=" : ">";
    const measurement: Measurement = {
      status: typed.status,
      bound: { op, limit: number.value, limitType: typed.limitType },
      ...shape,
    };
    return remarked(measurement, number.otherMark);
  }

  const number = readAmount(cell, raw ?? "", context);
  if ("issue" in number) return number;
  return remarked({ status: "quantified", value: number.value, ...shape }, number.otherMark);
}

const remarked = (measurement: Measurement, mixed: boolean): MeasurementReading =>
  mixed ? { measurement, remark: "mixed-decimal" } : { measurement };

/** True when a cell is one of the study's codes. */
export function isCode(cell: string, codes: readonly string[], decimal: DecimalMark): boolean {
  for (const code of codes) {
    const text = code.trim();
    if (text === cell || sameNumber(cell, text, decimal)) return true;
  }
  return false;
}

interface TypedBound {
  readonly status: MeasurementStatus;
  readonly limitType: LimitType;
}

function typeBelow(limit: number, { lod, lloq }: Limits): TypedBound {
  if (limit === lod) return { status: "belowLod", limitType: "lod" };
  if (limit === lloq) return { status: "belowLloq", limitType: "lloq" };
  const knownFloor = lod ?? lloq;
  const mayBeDetected = knownFloor !== undefined && limit > knownFloor;
  return { status: mayBeDetected ? "belowLloq" : "belowLod", limitType: "reported" };
}

const typeAbove = (limit: number, { uloq }: Limits): TypedBound => ({
  status: "aboveUloq",
  limitType: limit === uloq ? "uloq" : "reported",
});

type Amount = { readonly value: number; readonly otherMark: boolean } | { readonly issue: Issue };

const NOWHERE: CellPlace = { file: "", column: "", rows: [] };

/** A number that is at least 0, with nothing after it but the analyte's own unit. */
function readAmount(text: string, raw: string, context: MeasurementContext): Amount {
  const at: CellPlace = context.at ?? NOWHERE;
  const refused = (issue: Issue): Amount => ({
    issue: context.at === undefined ? { ...issue, at: {} } : issue,
  });
  const unreadable = (): Amount => refused(unreadableMeasurement(at, raw, context.unit));
  const cell = text.trim();
  let reading = readNumber(cell, context.decimal);
  if ("problem" in reading && reading.problem === "not-a-number") {
    const parts = NUMBER_AND_REST.exec(cell);
    const rest = parts?.[2] ?? "";
    if (parts === null || rest === "") return unreadable();
    reading = readNumber(parts[1] ?? "", context.decimal);
    if ("value" in reading && plainUnit(rest) !== plainUnit(context.unit))
      return UNIT_TEXT.test(rest) && /[a-z\u00b5\u03bc%]/i.test(rest)
        ? refused(otherUnit(at, raw, context.unit))
        : unreadable();
  }
  if ("problem" in reading)
    return reading.problem === "ambiguous" ? refused(ambiguousNumber(at, raw)) : unreadable();
  if (reading.value < 0) return refused(negativeConcentration(at, raw));
  return reading;
}

/** The same amount in the same volume under two names; other factors are no matter of spelling. */
const SAME_UNITS: ReadonlyMap<string, string> = new Map([
  ["fg/ul", "pg/ml"],
  ["ng/l", "pg/ml"],
  ["pg/l", "fg/ml"],
  ["pg/ul", "ng/ml"],
  ["ug/l", "ng/ml"],
  ["ng/ul", "ug/ml"],
  ["mg/l", "ug/ml"],
  ["g/l", "mg/ml"],
]);

/** Whether two units are the same but for case, spaces, brackets, the sign for micro, and names such as ng/L for pg/mL. */
export const sameUnit = (a: string, b: string): boolean => {
  const [one, other] = [plainUnit(a), plainUnit(b)];
  return (SAME_UNITS.get(one) ?? one) === (SAME_UNITS.get(other) ?? other);
};

/** A unit without case, spaces and brackets, and with a plain sign for micro. */
export const plainUnit = (unit: string): string =>
  unit
    .toLowerCase()
    .replaceAll(/[\s()[\]]/g, "")
    .replaceAll(/[\u00b5\u03bc]/g, "u");
