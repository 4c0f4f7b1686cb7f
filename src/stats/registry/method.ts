/** What is said of a method wherever one is explained. */
export interface Method {
  /** kebab-case; the same in file, result, protocol and report. */
  readonly id: string;
  readonly title: string;
  /** Estimand or hypothesis, and how it is reached, in two or three sentences for a clinician. */
  readonly summary: string;
  readonly variant: string;
  readonly whenNot: string;
  /** Paper or book with section. */
  readonly source: string;
  /** Reference software or numbers that it is checked against. */
  readonly reference: string;
  /** As measured. */
  readonly accuracy: string;
  readonly cost: string;
}
