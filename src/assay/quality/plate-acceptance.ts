/** Whether a plate may be used, by criteria that are stated beforehand. */
import { outOfRange, tooFew } from "../../core/issues/input.ts";
import { type Issue, refuse } from "../../core/issues/issue.ts";
import type { StandardCurve } from "../curve/standard-curve.ts";

/** Least and most ratio of measured to true concentration, as shares. */
export interface RecoveryBand {
  readonly least: number;
  readonly most: number;
}

/** A criterion that is absent is not asked for. Shares are 0.75, not 75. */
export interface AcceptanceCriteria {
  /** The curve's status is good. */
  readonly goodCurve?: true;
  /** Share of standards, and count of levels, whose recovery lies in a band; the lowest and highest level have their own. */
  readonly standards?: {
    readonly leastShare: number;
    readonly leastLevels: number;
    readonly recovery: RecoveryBand;
    readonly recoveryAtEnds: RecoveryBand;
  };
  /** Share of all controls, and of the controls of each level, whose recovery lies in a band. */
  readonly controls?: {
    readonly leastShare: number;
    readonly leastShareOfLevel: number;
    readonly recovery: RecoveryBand;
  };
  /** Share of samples whose signals' coefficient of variation is at most `mostCv`. */
  readonly replicates?: { readonly leastShare: number; readonly mostCv: number };
  /** Share of wells with at least `leastBeads` beads. */
  readonly beads?: { readonly leastShare: number; readonly leastBeads: number };
}

export interface ControlResult {
  readonly level: string;
  readonly expected: number;
  /** Null off the curve: it has then failed. */
  readonly measured: number | null;
}

export interface PlateFacts {
  readonly curve: StandardCurve;
  readonly controls: readonly ControlResult[];
  /** Coefficient of variation of the signals of each sample with several wells. */
  readonly replicateCvs: readonly number[];
  readonly beadCounts: readonly number[];
}

export type CriterionName =
  | "good-curve"
  | "standards-share"
  | "standards-levels"
  | "controls-share"
  | "controls-share-of-level"
  | "replicates-share"
  | "beads-share";

export interface CriterionResult {
  readonly criterion: CriterionName;
  /** Null where the plate holds nothing to judge it by: it has then not passed. */
  readonly got: number | null;
  readonly least: number;
  readonly passes: boolean;
  /** What failed: levels of standards or controls. */
  readonly failing: readonly string[];
}

export interface PlateAcceptance {
  readonly method: "plate-acceptance";
  readonly criteria: AcceptanceCriteria;
  readonly accepted: boolean;
  readonly results: readonly CriterionResult[];
}

/**
 * Every criterion with what the plate gives, and whether all pass.
 *
 * Nothing is left out by this judgement: it says what a laboratory's own rule makes of the plate. Standards are judged
 * well by well, masked ones as failing; those beyond the ends of the curve fail.
 * Source: ICH M10 (2022), ligand-binding assays: 75 % of standards and at least 6 levels; the bands in use with it, 20 %
 * and 25 % at the ends, and two thirds of controls with half of each level, are quoted from practice, not checked
 * against its text. Milliplex's guide: 35 beads, 15 % scatter of signals.
 *
 * @throws InputError - no criterion, shares and bands that are none
 */
export function plateAcceptance(facts: PlateFacts, criteria: AcceptanceCriteria): PlateAcceptance {
  refuse(criteriaIssues(criteria));
  const { goodCurve, standards, controls, replicates, beads } = criteria;
  const results = [
    ...(goodCurve === undefined ? [] : [criterion("good-curve", facts.curve.status === "good" ? 1 : 0, 1)]),
    ...(standards === undefined ? [] : standardResults(facts.curve, standards)),
    ...(controls === undefined ? [] : controlResults(facts.controls, controls)),
    ...(replicates === undefined
      ? []
      : [
          criterion(
            "replicates-share",
            shareOf(facts.replicateCvs, (cv) => cv <= replicates.mostCv),
            replicates.leastShare,
          ),
        ]),
    ...(beads === undefined
      ? []
      : [
          criterion(
            "beads-share",
            shareOf(facts.beadCounts, (count) => count >= beads.leastBeads),
            beads.leastShare,
          ),
        ]),
  ];
  return {
    method: "plate-acceptance",
    criteria,
    accepted: results.every(({ passes }) => passes),
    results,
  };
}

function criterion(
  name: CriterionName,
  got: number | null,
  least: number,
  failing: readonly string[] = [],
): CriterionResult {
  return { criterion: name, got, least, passes: got !== null && got >= least, failing };
}

/** Null where there is nothing to count. */
const shareOf = <T>(items: readonly T[], passes: (item: T) => boolean): number | null =>
  items.length === 0 ? null : items.filter(passes).length / items.length;

const inBand = (ratio: number | null, { least, most }: RecoveryBand): boolean =>
  ratio !== null && ratio >= least && ratio <= most;

function standardResults(
  curve: StandardCurve,
  { leastShare, leastLevels, recovery, recoveryAtEnds }: NonNullable<AcceptanceCriteria["standards"]>,
): CriterionResult[] {
  const points = curve.points.filter(({ concentration }) => concentration > 0);
  const levels = [...new Set(points.map(({ concentration }) => concentration))].sort((a, b) => a - b);
  const bandOf = (concentration: number): RecoveryBand =>
    concentration === levels[0] || concentration === levels.at(-1) ? recoveryAtEnds : recovery;
  const passing = points.filter(
    (point) => point.mask === null && inBand(point.recovery, bandOf(point.concentration)),
  );
  const passingLevels = new Set(passing.map(({ concentration }) => concentration));
  const failing = levels.filter((level) => !passingLevels.has(level)).map(String);
  return [
    criterion(
      "standards-share",
      shareOf(points, (point) => passing.includes(point)),
      leastShare,
      failing,
    ),
    criterion("standards-levels", passingLevels.size, leastLevels, failing),
  ];
}

function controlResults(
  results: readonly ControlResult[],
  { leastShare, leastShareOfLevel, recovery }: NonNullable<AcceptanceCriteria["controls"]>,
): CriterionResult[] {
  const passes = ({ measured, expected }: ControlResult): boolean =>
    inBand(measured === null ? null : measured / expected, recovery);
  const levels = [...new Set(results.map(({ level }) => level))];
  const shares = levels.map((level) => ({
    level,
    share: shareOf(
      results.filter((result) => result.level === level),
      passes,
    )!,
  }));
  const failing = shares.filter(({ share }) => share < leastShareOfLevel).map(({ level }) => level);
  const worst = shares.length === 0 ? null : Math.min(...shares.map(({ share }) => share));
  return [
    criterion("controls-share", shareOf(results, passes), leastShare, failing),
    criterion("controls-share-of-level", worst, leastShareOfLevel, failing),
  ];
}

function criteriaIssues({ standards, controls, replicates, beads, goodCurve }: AcceptanceCriteria): Issue[] {
  const given = [standards, controls, replicates, beads, goodCurve].filter((one) => one !== undefined);
  const share = (path: string, value: number | undefined): Issue[] =>
    value === undefined || (value >= 0 && value <= 1) ? [] : [outOfRange(path, value, "[0, 1]")];
  const band = (path: string, value: RecoveryBand | undefined): Issue[] =>
    value === undefined
      ? []
      : [
          ...(value.least >= 0 && value.least <= 1
            ? []
            : [outOfRange(`${path}.least`, value.least, "[0, 1]")]),
          ...(value.most >= 1 ? [] : [outOfRange(`${path}.most`, value.most, "[1, Infinity)")]),
        ];
  return [
    ...(given.length === 0 ? [tooFew("criteria", "criterion", 1, 0)] : []),
    ...share("standards.leastShare", standards?.leastShare),
    ...band("standards.recovery", standards?.recovery),
    ...band("standards.recoveryAtEnds", standards?.recoveryAtEnds),
    ...share("controls.leastShare", controls?.leastShare),
    ...share("controls.leastShareOfLevel", controls?.leastShareOfLevel),
    ...band("controls.recovery", controls?.recovery),
    ...share("replicates.leastShare", replicates?.leastShare),
    ...share("beads.leastShare", beads?.leastShare),
  ];
}
