import type { RunQuality } from "../assay/results/run-quality.ts";
import type { Issue } from "../core/issues/issue.ts";
import type { Answer, Shown } from "../questions/answer.ts";

export interface ReportStudy {
  readonly title: string;
  readonly description?: string;
  readonly authors: readonly { readonly name: string; readonly affiliation?: string }[];
  /** How the subjects were chosen and measured, in words. */
  readonly design?: string;
  /** True or a note where the data are invented: the page then says so loudly, in print on every sheet. */
  readonly synthetic: boolean | string;
  /** Version of Cistern. */
  readonly version: string;
}

export interface ReportAnswer {
  readonly answer: Answer;
  readonly shown: Shown;
  /** R lines that give the same numbers. */
  readonly r: readonly string[];
}

export interface ReportDetectionRule {
  readonly analyte: string;
  readonly label: string;
  readonly unit: string;
  /** Name of the rule, and what it means for a sample. */
  readonly rule: string;
  readonly meaning: string;
  /** Limits in words: `LOD 0.2, LLOQ 0.6`. */
  readonly limits: string;
}

/** A multiplicity family of the protocol. */
export interface ReportFamily {
  readonly id: string;
  readonly label: string;
  readonly method: string;
  readonly tests: number;
}

export interface ReportData {
  readonly files: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly rows: number;
    readonly columns: number;
    /** How the file was read: `comma, decimal point, UTF-8`. */
    readonly dialect: string;
  }[];
  readonly subjects: number;
  /** Warnings and notes of reading and checking. */
  readonly issues: readonly Issue[];
}

export interface ReportVariable {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly unit: string;
  readonly levels: readonly string[];
}

export interface ReportMethod {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  /** Accuracy as measured. */
  readonly accuracy: string;
}

/** How the concentrations of a study were computed from plates. */
export interface ReportPlates {
  /** Groups against plates; empty where the protocol names no variable for it. */
  readonly balance: RunQuality["balance"];
  readonly failed: "unknown" | "used";
  readonly repeated: "refuse" | "first" | "last";
  readonly runs: readonly {
    readonly name: string;
    /** Below `results/`: its plate report, measurements and quality summary. */
    readonly folder: string;
    readonly software: readonly string[];
    readonly curve: string;
    readonly weights: string;
    readonly background: string;
    readonly direction: string;
    readonly limit: string;
    readonly map?: string;
    readonly masks?: string;
    readonly verdicts: readonly {
      readonly plate: string;
      readonly analyte: string;
      readonly accepted: boolean;
      readonly curve: string;
      /** On the plate, before dilution, like the next two; null where the plate has none. */
      readonly lod: number | null;
      readonly lloq: number | null;
      readonly uloq: number | null;
      readonly samples: number;
      readonly judged: number;
      readonly detected: number;
    }[];
  }[];
}

/** Everything a report says. It holds no clock: the same input gives the same bytes. */
export interface ReportInput {
  readonly study: ReportStudy;
  readonly answers: readonly ReportAnswer[];
  readonly detectionRules: readonly ReportDetectionRule[];
  /** Absent where the study has no plates. */
  readonly plates?: ReportPlates;
  readonly families: readonly ReportFamily[];
  readonly data: ReportData;
  readonly variables: readonly ReportVariable[];
  readonly derived: readonly {
    readonly name: string;
    readonly label: string;
    readonly expression: string;
    /** Absent where the protocol writes the expression itself. */
    readonly recipe?: {
      readonly id: string;
      readonly words: string;
      readonly source: string;
      readonly unchecked?: string;
    };
  }[];
  /** What visits and relapses say of each person, with every choice in words. */
  readonly outcomes: readonly {
    readonly name: string;
    readonly label: string;
    readonly words: string;
    readonly source: string;
  }[];
  readonly settings: { readonly confidence: number; readonly seed: string | number | null };
  readonly methods: readonly ReportMethod[];
  /** Lines without a time: versions, hashes of protocol and inputs. */
  readonly provenance: readonly string[];
}
