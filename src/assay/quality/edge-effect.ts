/** Whether wells at the edge of a plate give other signals than those inside. */
import * as elementary from "../../core/elementary.ts";
import { levelIssues } from "../checks.ts";
import { notPositive, notAWell } from "../../core/issues/assay.ts";
import { tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import { hodgesLehmann } from "../../stats/ranks/hodges-lehmann.ts";
import { mannWhitney } from "../../stats/ranks/mann-whitney.ts";

export interface WellValue {
  /** A1 to H12 or A1 to P24. */
  readonly well: string;
  readonly value: number;
}

export interface EdgeOptions {
  readonly wells: 96 | 384;
  readonly confidence: number;
}

export interface EdgeEffect {
  readonly method: "edge-effect";
  readonly edge: number;
  readonly inside: number;
  /** Edge over inside, the Hodges-Lehmann shift of the logarithms, with its interval. */
  readonly ratio: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly confidence: number;
  /** Of the Mann-Whitney test. */
  readonly pValue: number;
}

const SHAPES = { 96: { rows: 8, columns: 12 }, 384: { rows: 16, columns: 24 } } as const;

/**
 * Signals of wells in the outer rows and columns against those of the other wells.
 *
 * For wells whose contents were placed at random: where standards or one group of subjects fill the outer columns, the
 * difference is theirs. Wells that hold the same control are best.
 * Source: Mann & Whitney, Ann Math Stat 18 (1947) 50; Hodges & Lehmann, Ann Math Stat 34 (1963) 598.
 *
 * @throws InputError - names that are not wells, values that are not positive, fewer than 3 wells on either side
 */
export function edgeEffect(values: readonly WellValue[], { wells, confidence }: EdgeOptions): EdgeEffect {
  const { rows, columns } = SHAPES[wells];
  const places = values.map(({ well }) => placeOf(well));
  const isEdge = ({ row, column }: Place): boolean =>
    row === 0 || row === rows - 1 || column === 0 || column === columns - 1;
  const onPlate = (place: Place | null): place is Place =>
    place !== null && place.row < rows && place.column >= 0 && place.column < columns;
  const issues = [
    ...levelIssues("confidence", confidence),
    ...values.flatMap(({ well, value }, i) => [
      ...(onPlate(places[i]!) ? [] : [notAWell(`values[${i}].well`, well, wells)]),
      ...(value > 0 && Number.isFinite(value) ? [] : [notPositive(`values[${i}].value`, value)]),
    ]),
  ];
  const side = (wanted: boolean): number[] =>
    values.flatMap(({ value }, i) => {
      const place = places[i]!;
      return place !== null && isEdge(place) === wanted ? [elementary.log(value)] : [];
    });
  const [edge, inside] = [side(true), side(false)];
  refuse(issues.length > 0 ? issues : fewIssues(edge.length, inside.length));
  const shift = hodgesLehmann(edge, inside, { confidence });
  return {
    method: "edge-effect",
    edge: edge.length,
    inside: inside.length,
    ratio: elementary.exp(shift.estimate),
    lower: shift.lower === null ? null : elementary.exp(shift.lower),
    upper: shift.upper === null ? null : elementary.exp(shift.upper),
    confidence,
    pValue: mannWhitney(edge, inside, { alternative: "two-sided", confidence }).pValue,
  };
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Counted from 0. */
function placeOf(well: string): Place | null {
  const match = /^([A-P])(\d{1,2})$/.exec(well);
  return match === null ? null : { row: match[1]!.charCodeAt(0) - 65, column: Number(match[2]) - 1 };
}

const fewIssues = (edge: number, inside: number): Issue[] => [
  ...(edge < 3 ? [tooFew("values", "wells at the edge", 3, edge)] : []),
  ...(inside < 3 ? [tooFew("values", "wells inside", 3, inside)] : []),
];
