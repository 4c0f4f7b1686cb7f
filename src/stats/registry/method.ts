/** A call of the public library that a test runs: `code` is one expression over its names. */
export interface Example {
  readonly code: string;
  /** What it gives, at full precision: a number, null, a text, or a list of them. */
  readonly value: unknown;
}

/** What is said of a method wherever one is explained. */
export interface Method {
  /** kebab-case; the same in file, result, protocol and report. */
  readonly id: string;
  readonly title: string;
  /** Estimand or hypothesis, and how it is reached, in two or three sentences for a clinician. */
  readonly summary: string;
  readonly variant: string;
  /** The question that it answers well, for a clinician. */
  readonly when: string;
  readonly whenNot: string;
  /** The defining formula in plain text, with every letter explained. */
  readonly formula: string;
  /** Paper or book with section. */
  readonly source: string;
  /** Reference software or numbers that it is checked against. */
  readonly reference: string;
  /** As measured. */
  readonly accuracy: string;
  readonly cost: string;
  readonly example: Example;
}
