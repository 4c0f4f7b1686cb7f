/** Reiber's hyperbolic limits of immunoglobulin quotients in cerebrospinal fluid, by the albumin quotient; all quotients in 1e-3. */

/** Hyperbola (a/b) sqrt(Q^2 + b^2) - c. */
export interface Hyperbola {
  readonly ratio: number;
  readonly squared: number;
  readonly c: number;
}

export const IMMUNOGLOBULINS = ["IgG", "IgA", "IgM"] as const;
export type Immunoglobulin = (typeof IMMUNOGLOBULINS)[number];

/** Upper: mean plus three standard deviations of quotients without local synthesis; lower: mean minus as much. */
export const REIBER_LIMITS: Readonly<Record<Immunoglobulin, Readonly<Record<"lower" | "upper", Hyperbola>>>> =
  {
    IgG: { lower: { ratio: 0.33, squared: 2, c: 0.3 }, upper: { ratio: 0.93, squared: 6, c: 1.7 } },
    IgA: { lower: { ratio: 0.17, squared: 74, c: 1.3 }, upper: { ratio: 0.77, squared: 23, c: 3.1 } },
    IgM: { lower: { ratio: 0.04, squared: 442, c: 0.82 }, upper: { ratio: 0.67, squared: 120, c: 7.1 } },
  };

export const REIBER_SOURCE = "Reiber 1994, J Neurol Sci 122:189-203; constants as in sk359/reiberdiagram";

/** The limit at an albumin quotient. @example reiberLimit(REIBER_LIMITS.IgG.upper, 5) // 3.478 */
export const reiberLimit = ({ ratio, squared, c }: Hyperbola, albumin: number): number =>
  ratio * Math.sqrt(albumin * albumin + squared) - c;

/** Limits of the albumin quotient by age, which laboratories choose between. */
export const AGE_LIMITS = ["4+age/15", "8+age/25"] as const;
export type AgeLimit = (typeof AGE_LIMITS)[number];
export const AGE_LIMIT_SOURCE =
  "4 + age/15: Fluids Barriers CNS 2012;9:17; 8 + age/25: 95th centile of 332 controls";

export const ageLimit = (rule: AgeLimit, age: number): number =>
  rule === "4+age/15" ? 4 + age / 15 : 8 + age / 25;
