/** What a question gives back, before anything is rounded or worded for a page. */

/** How a number is to be written; only `report/` does it. `share` and `difference` are proportions, shown as percentages. */
export type Format =
  | "count"
  | "share"
  | "difference"
  | "number"
  | "ratio"
  | "statistic"
  | "p-value"
  | "plain";

/** A number inside text. `null` is "not computed", and then `why` says the reason. */
export interface Slot {
  readonly value: number | null;
  readonly as: Format;
  readonly why?: string;
}

/** Text with unrounded numbers in it. Labels from files may stand in the strings: they are hostile text. */
export type Phrase = string | Slot;
export type Prose = readonly Phrase[];

/** One way to build prose: say`detected in ${share(0.3)} of ${count(20)} samples`. */
export function say(strings: TemplateStringsArray, ...parts: readonly (Phrase | Prose | number)[]): Prose {
  return strings.flatMap((text, i): Phrase[] => {
    const part = parts[i];
    const slot: Phrase[] =
      part === undefined
        ? []
        : typeof part === "number"
          ? [count(part)]
          : Array.isArray(part)
            ? [...(part as Prose)]
            : [part as Phrase];
    return text === "" ? slot : [text, ...slot];
  });
}

const slot =
  (as: Format) =>
  (value: number | null, why?: string): Slot => ({ value, as, ...(why === undefined ? {} : { why }) });

export const count = slot("count");
/** A proportion in [0, 1]. */
export const share = slot("share");
/** A difference of proportions in [-1, 1], shown in percentage points with its sign. */
export const difference = slot("difference");
export const number = slot("number");
export const ratio = slot("ratio");
export const statistic = slot("statistic");
export const pValue = slot("p-value");
/** A number written exactly as it is (a limit, a year, a seed). */
export const plain = slot("plain");

/** One number of an answer with everything needed to read it alone. */
export interface ResultRow {
  readonly group: string;
  /** kebab-case id of the statistic: `detected`, `share`, `odds-ratio`. */
  readonly statistic: string;
  /** Unrounded; null is "not computed", with the reason in `warning`. */
  readonly value: number | null;
  /** Interval limits; null where open or not computed. */
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly unit: string;
  /** Words for a person. */
  readonly label: string;
  readonly format: Format;
  readonly method?: string;
  readonly warning?: string;
}

/** One p-value, adjusted in its declared family after all questions are answered. */
export interface Test {
  /** Unique within the answer. */
  readonly id: string;
  readonly label: string;
  readonly method: string;
  /** Why this test: "Fisher's exact test since ..." . */
  readonly reason: string;
  /** Null when no test was possible; `reason` then says why. */
  readonly pValue: number | null;
  /** Multiplicity family of the protocol, or null when the p-value stands alone. */
  readonly family: string | null;
  readonly adjusted: {
    readonly pValue: number | null;
    readonly method: string;
    readonly tests: number;
  } | null;
}

/** Who was counted, and who was left out and why. */
export interface Counted {
  /** Subjects in the study's data. */
  readonly subjects: number;
  readonly included: number;
  readonly excluded: readonly { readonly reason: string; readonly n: number }[];
}

export interface MethodUse {
  /** Id in the method registry. */
  readonly id: string;
  readonly variant: string;
}

export interface Warning {
  readonly code: string;
  readonly text: Prose;
}

/** Plain JSON; `result` is the question kind's own structure. */
export interface Answer<Result = unknown> {
  readonly id: string;
  readonly kind: string;
  /** The question in words, as it is put to the reader. */
  readonly asked: string;
  readonly confidence: number;
  readonly result: Result;
  readonly tests: readonly Test[];
  readonly counted: Counted;
  readonly methods: readonly MethodUse[];
  readonly warnings: readonly Warning[];
}

export interface TableColumn {
  readonly label: string;
  readonly align: "left" | "right";
}

export interface TableRow {
  /** A heading row spans the table; `cells` is then one cell. */
  readonly heading?: boolean;
  /** Indented under the row above (a level of a variable). */
  readonly indented?: boolean;
  readonly cells: readonly Prose[];
}

export interface Table {
  /** kebab-case, unique within the answer; names the csv file. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly Prose[];
}

interface FigureBase {
  readonly id: string;
  readonly title: string;
  /** For a reader who cannot see the picture: what it shows and its main numbers. */
  readonly alt: Prose;
  readonly notes: readonly Prose[];
}

/** Proportions with intervals, one bar per group. */
export interface BarsFigure extends FigureBase {
  readonly kind: "bars";
  readonly axisLabel: string;
  /** What is counted, as one word behind "61 of 250". */
  readonly event?: string;
  /** Of the intervals. */
  readonly confidence?: number;
  readonly bars: readonly {
    readonly label: string;
    readonly events: number;
    readonly n: number;
    /** Null for a group without a measured subject. */
    readonly value: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
    /** True for the group that the others are compared with. */
    readonly reference: boolean;
    /** Condition in the expression language: the subjects that `n` counts. */
    readonly who?: string;
  }[];
}

/** Concentrations by group, with the limits and the non-detects in a band of their own. */
export interface SwarmFigure extends FigureBase {
  readonly kind: "swarm";
  readonly axisLabel: string;
  readonly scale: "log" | "linear";
  /** Name of the concentration variable, as expressions use it. */
  readonly analyte?: string;
  readonly unit?: string;
  readonly groups: readonly {
    readonly label: string;
    readonly n: number;
    /** Numbers with how many subjects share each. */
    readonly points: readonly {
      readonly value: number;
      readonly count: number;
      readonly detected: boolean;
    }[];
    /** Subjects without a number below a limit; `limit` null where only "not detected" is known. */
    readonly nonDetects: readonly { readonly limit: number | null; readonly count: number }[];
    readonly aboveRange: number;
    readonly median: number | null;
    /** Condition in the expression language: the subjects that `n` counts. */
    readonly who?: string;
  }[];
  readonly lines: readonly { readonly label: string; readonly value: number }[];
}

export interface ForestRow {
  readonly label: string;
  /** A heading row has no estimate. */
  readonly heading?: boolean;
  readonly estimate: number | null;
  /** Null is an open end where `estimate` is known. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** One cell per `columns`. */
  readonly cells: readonly Prose[];
  /** Drawn strong: its adjusted p-value is below the study's level. */
  readonly emphasised: boolean;
  /** The heading that the row stands under, for a reader who meets the row alone. */
  readonly under?: string;
  /** Subjects behind the estimate, and the condition in the expression language that selects them. */
  readonly n?: number;
  readonly who?: string;
}

/** Estimates with intervals against a line of no effect. */
export interface ForestFigure extends FigureBase {
  readonly kind: "forest";
  readonly axisLabel: string;
  readonly scale: "log" | "linear";
  readonly nullValue: number;
  /** Words under the two ends of the axis. */
  readonly ends: readonly [string, string];
  readonly columns: readonly string[];
  readonly rows: readonly ForestRow[];
}

/** Points on two logarithmic axes, with curves and upright lines that part the plane. */
export interface DiagramFigure extends FigureBase {
  readonly kind: "diagram";
  readonly xLabel: string;
  readonly yLabel: string;
  /** Points from left to right; every coordinate is above 0. */
  readonly curves: readonly {
    readonly label: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly uprights: readonly { readonly label: string; readonly x: number }[];
  readonly groups: readonly {
    readonly label: string;
    readonly points: readonly { readonly x: number; readonly y: number; readonly count: number }[];
  }[];
}

export type FigureSpec = BarsFigure | SwarmFigure | ForestFigure | DiagramFigure;

/** An answer made ready for a reader; numbers still unrounded. */
export interface Shown {
  /** The finding in one plain sentence. */
  readonly headline: Prose;
  /** What else must be said to read it rightly. */
  readonly sentences: readonly Prose[];
  /** What a Methods section would say. */
  readonly methods: Prose;
  readonly tables: readonly Table[];
  readonly figures: readonly FigureSpec[];
  readonly rows: readonly ResultRow[];
}
