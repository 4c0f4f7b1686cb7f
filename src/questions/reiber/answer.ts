import {
  ageLimit,
  reiberLimit,
  REIBER_LIMITS,
  type AgeLimit,
  type Immunoglobulin,
} from "../../cohort/reiber.ts";
import type { Cell } from "../../tally/engine.ts";
import type { Answer } from "../answer.ts";
import { trusted } from "../checks.ts";
import { filterLosses, groupsLeft, total } from "../groups.ts";
import type { Context } from "../kind.ts";
import { columnOf } from "../sample-of.ts";
import type { ReiberSpec } from "./schema.ts";

/** Reiber's regions: local synthesis above the upper limit, barrier dysfunction right of the age's limit. */
export const REGIONS = [
  "normal",
  "barrier dysfunction",
  "synthesis",
  "synthesis and barrier dysfunction",
  "implausible",
] as const;
export type Region = (typeof REGIONS)[number];

export interface ReiberPoint {
  readonly albumin: number;
  readonly quotient: number;
  readonly age: number;
  readonly subjects: number;
}

export interface ReiberGroup {
  readonly label: string;
  /** With both quotients and the age known. */
  readonly n: number;
  readonly unknown: number;
  readonly regions: Readonly<Record<Region, number>>;
  readonly points: readonly ReiberPoint[];
}

export interface ReiberResult {
  readonly immunoglobulin: Immunoglobulin;
  readonly limit: AgeLimit;
  readonly by: string | null;
  readonly groups: readonly ReiberGroup[];
}

/** The region of a point; on a line it counts as inside. */
export function regionOf(
  { immunoglobulin, limit }: Pick<ReiberResult, "immunoglobulin" | "limit">,
  { albumin, quotient, age }: Pick<ReiberPoint, "albumin" | "quotient" | "age">,
): Region {
  const { lower, upper } = REIBER_LIMITS[immunoglobulin];
  if (quotient < reiberLimit(lower, albumin)) return "implausible";
  const isBarrier = albumin > ageLimit(limit, age);
  if (quotient > reiberLimit(upper, albumin))
    return isBarrier ? "synthesis and barrier dysfunction" : "synthesis";
  return isBarrier ? "barrier dysfunction" : "normal";
}

export async function answerReiber(spec: ReiberSpec, context: Context): Promise<Answer<ReiberResult>> {
  const where = spec.where === undefined ? {} : { where: trusted(spec.where) };
  const by = spec.by === undefined ? null : context.columns.get(spec.by)!;
  const tally = await context.engine.tally({
    select: [
      { name: "quotient", expression: columnOf(spec.quotient) },
      { name: "albumin", expression: columnOf(spec.albumin) },
      { name: "age", expression: columnOf(spec.age) },
      ...(by === null ? [] : [{ name: "group", expression: columnOf(by.name) }]),
    ],
    ...where,
  });
  const { immunoglobulin, limit } = spec;
  const ofGroup = (label: string, isIn: (cell: Cell | undefined) => boolean): ReiberGroup => {
    const rows = tally.rows.filter(({ cells }) => isIn(cells[3]));
    const points = rows.flatMap(({ cells: [quotient, albumin, age], count }): ReiberPoint[] =>
      typeof quotient === "number" &&
      typeof albumin === "number" &&
      typeof age === "number" &&
      quotient > 0 &&
      albumin > 0
        ? [{ albumin, quotient, age, subjects: count }]
        : [],
    );
    const n = total(points.map(({ subjects }) => subjects));
    const regions = Object.fromEntries(
      REGIONS.map((region) => [
        region,
        total(
          points
            .filter((point) => regionOf({ immunoglobulin, limit }, point) === region)
            .map(({ subjects }) => subjects),
        ),
      ]),
    ) as Record<Region, number>;
    return { label, n, unknown: total(rows.map(({ count }) => count)) - n, regions, points };
  };
  const groups =
    by === null
      ? [ofGroup("All", () => true)]
      : groupsLeft(by, tally, 3, spec.where !== undefined).map((group) =>
          ofGroup(group.label, (cell) => cell === group.cell),
        );
  const included = total(groups.map(({ n }) => n));
  const all = total(tally.rows.map(({ count }) => count));
  const inGroups = total(groups.map(({ n, unknown }) => n + unknown));
  return {
    id: spec.id,
    kind: "reiber",
    asked:
      spec.title ??
      `Is ${immunoglobulin} made within the nervous system${by === null ? "" : `, by ${by.label}`}?`,
    confidence: context.settings.confidence,
    result: { immunoglobulin, limit, by: by?.label ?? null, groups },
    tests: [],
    counted: {
      subjects: tally.subjects,
      included,
      excluded: [
        ...filterLosses(tally, spec.where),
        { reason: `${by?.label ?? ""} unknown`, n: all - inGroups },
        { reason: "a quotient or the age unknown, or a quotient not above 0", n: inGroups - included },
      ].filter((loss) => loss.n > 0),
    },
    methods: [],
    warnings: [],
  };
}
