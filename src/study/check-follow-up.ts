/** What the section `follow_up:` of a protocol says, against the rest of it. */
import { nearest } from "../cohort/nearest.ts";
import { duplicateName, needed, outsideStudy, unknownName } from "../core/issues/protocol.ts";
import { isInside, type Report } from "./check-plates.ts";
import { outcomeColumns, type OutcomeSpec } from "./follow-up-schema.ts";
import type { Protocol } from "./protocol.ts";

export function checkFollowUp({ follow_up: followUp, variables, derived }: Protocol, report: Report): void {
  if (followUp === undefined) return;
  for (const table of ["visits", "relapses"] as const) {
    const file = followUp[table]?.file;
    if (file !== undefined && !isInside(file)) report(["follow_up", table, "file"], outsideStudy(file));
  }
  const dates = Object.entries(variables)
    .filter(([, { type }]) => type === "date")
    .map(([name]) => name);
  const hasRelapses = followUp.relapses !== undefined || followUp.visits.days_since_relapse !== undefined;
  const taken = new Set([...Object.keys(variables), ...Object.keys(derived)]);
  for (const [name, spec] of Object.entries(followUp.outcomes)) {
    const path = ["follow_up", "outcomes", name];
    for (const column of outcomeColumns(name, spec)) {
      if (taken.has(column.name)) report(path, duplicateName("column", column.name), { key: true });
      taken.add(column.name);
    }
    for (const key of ["start", "at"] as const) {
      const named = key in spec ? (spec as { readonly [k in typeof key]?: string })[key] : undefined;
      if (named !== undefined && !dates.includes(named))
        report([...path, key], unknownName("a variable of type date", named, dates, nearest(named, dates)));
    }
    if (!hasRelapses && needsRelapses(spec))
      report(
        path,
        needed(
          "relapses",
          `${name} depends on when they began`,
          "add relapses: beside visits:, or days_since_relapse: to the visits",
        ),
        { key: true },
      );
    if (
      spec.outcome === "secondary-progression" &&
      followUp.visits.functional_systems.pyramidal === undefined
    )
      report(
        path,
        needed(
          "functional systems, with the pyramidal one",
          `${name} is confirmed in them`,
          "add functional_systems: to the visits",
        ),
        { key: true },
      );
  }
}

function needsRelapses(spec: OutcomeSpec): boolean {
  if (spec.outcome === "edss-at") return false;
  if (spec.outcome !== "confirmed-worsening") return true;
  return spec.after_relapse === "new" || Object.values(spec.relapse_free).some((days) => days > 0);
}
