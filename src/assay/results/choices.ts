/** Everything that is chosen between a plate's signals and its results; what is chosen stands in the results. */
import type { OutlierRule } from "../curve/outlying-standards.ts";
import type { RecoveryRule } from "../curve/quantification-range.ts";
import type { Background } from "../curve/standard-curve.ts";
import type { Weighting } from "../curve/weighting.ts";
import type { AcceptanceCriteria } from "../quality/plate-acceptance.ts";

/** `5PL-or-4PL`: five parameters, and four for an analyte whose standards give no good curve with five. */
export const CURVE_CHOICES = ["5PL-or-4PL", "5PL", "4PL"] as const;
export type CurveChoice = (typeof CURVE_CHOICES)[number];

export const WEIGHTINGS: readonly Weighting[] = ["1/y2", "1/y", "1", "fitted-power"];

/** `included-where-possible`: blanks as standards of concentration 0; ignored without blanks, or where weights cannot take one that is not above 0. */
export const BACKGROUND_CHOICES = [
  "included-where-possible",
  "included",
  "ignored",
  "subtracted",
  "constrained",
] as const satisfies readonly (Background | "included-where-possible")[];
export type BackgroundChoice = (typeof BACKGROUND_CHOICES)[number];

/**
 * What a sample must exceed to be detected, on the signals of its plate: blank mean + k SD; EP17's limit of blank, parametric or
 * by rank; EP17's limit of detection, from the limit of blank and samples of low concentration; or the plate's LLOQ.
 */
export type LimitRule =
  | { readonly name: string; readonly of: "blanks"; readonly k: number }
  | { readonly name: "ep17-lob" | "ep17-lob-rank" | "ep17-lod"; readonly of: "ep17" }
  | { readonly name: "lloq"; readonly of: "lloq" };

/** For messages and help. */
export const LIMIT_RULES =
  "blank+2sd, blank+2.5sd, blank+3sd, ..., ep17-lob, ep17-lob-rank, ep17-lod or lloq";

export interface ResultChoices {
  readonly curve: CurveChoice;
  readonly weighting: Weighting;
  readonly background: BackgroundChoice;
  readonly direction: "rising" | "falling";
  readonly outliers: OutlierRule;
  readonly limit: LimitRule;
  /** Names of the controls or samples of low concentration from whose wells ep17-lod takes its scatter. */
  readonly lowSamples: readonly string[];
  readonly confidence: number;
  /** Which standards bound the range of quantification. */
  readonly quantification: RecoveryRule;
  /** Of a sample's signals: beyond it they do not agree. */
  readonly mostReplicateCv: number;
  readonly minimumBeads: number;
  readonly acceptance: Required<Omit<AcceptanceCriteria, "goodCurve">> & { readonly goodCurve: true };
}

/**
 * `blank+2.5sd` (any multiple), `ep17-lob`, `ep17-lob-rank`, `ep17-lod` or `lloq`; null for anything else.
 *
 * @example limitRule("blank+3sd") // { name: "blank+3sd", of: "blanks", k: 3 }
 */
export function limitRule(name: string): LimitRule | null {
  if (name === "lloq") return { name, of: "lloq" };
  if (name === "ep17-lob" || name === "ep17-lob-rank" || name === "ep17-lod") return { name, of: "ep17" };
  const k = Number(/^blank\+(\d{1,2}(?:\.\d{1,4})?)sd$/.exec(name)?.[1]);
  return k > 0 ? { name, of: "blanks", k } : null;
}

const blankRule = (k: number): LimitRule => ({ name: `blank+${k}sd`, of: "blanks", k });

/** Shown side by side whatever is chosen; ep17-lod too where low samples are named. */
export const SHOWN_RULES: readonly LimitRule[] = [
  { name: "ep17-lob", of: "ep17" },
  ...[2, 2.5, 3].map(blankRule),
  { name: "lloq", of: "lloq" },
];

/**
 * Five parameters and weights 1/y2 as Bio-Plex Manager and most laboratories use; blank mean + 2.5 SD; standards within
 * 20 % and signals within 25 % for the range of quantification; 15 % for replicates and 35 beads (Milliplex's guide);
 * acceptance after ICH M10's rules for ligand-binding assays, its shares of samples and wells our own.
 */
export const DEFAULT_CHOICES: ResultChoices = {
  curve: "5PL-or-4PL",
  weighting: "1/y2",
  background: "included-where-possible",
  direction: "rising",
  outliers: { rule: "none" },
  limit: blankRule(2.5),
  lowSamples: [],
  confidence: 0.95,
  quantification: { leastRecovery: 0.8, mostRecovery: 1.2, mostCv: 0.25 },
  mostReplicateCv: 0.15,
  minimumBeads: 35,
  acceptance: {
    goodCurve: true,
    standards: {
      leastShare: 0.75,
      leastLevels: 6,
      recovery: { least: 0.8, most: 1.2 },
      recoveryAtEnds: { least: 0.75, most: 1.25 },
    },
    controls: { leastShare: 2 / 3, leastShareOfLevel: 0.5, recovery: { least: 0.8, most: 1.2 } },
    replicates: { leastShare: 0.8, mostCv: 0.15 },
    beads: { leastShare: 0.9, leastBeads: 35 },
  },
};

/** What a laboratory chooses; the rest of the choices is as in `DEFAULT_CHOICES`. */
export type StatedChoices = Pick<
  ResultChoices,
  "curve" | "weighting" | "background" | "direction" | "limit" | "lowSamples" | "minimumBeads"
>;

export const choicesWith = (stated: StatedChoices): ResultChoices => ({
  ...DEFAULT_CHOICES,
  ...stated,
  acceptance: {
    ...DEFAULT_CHOICES.acceptance,
    beads: { ...DEFAULT_CHOICES.acceptance.beads, leastBeads: stated.minimumBeads },
  },
});
