/** What the section `plates:` of a protocol says, against the rest of it. */
import { nearest } from "../cohort/nearest.ts";
import { duplicateName, outsideStudy, type Placeless, unknownName } from "../core/issues/protocol.ts";
import type { Protocol } from "./protocol.ts";

export type Path = readonly (string | number)[];

export type Report = (path: Path, issue: Placeless, where?: { key?: boolean; offset?: number }) => void;

/** Inside the study folder: relative, and never upwards. */
export function isInside(path: string): boolean {
  return (
    path !== "" &&
    !/^([a-zA-Z]:|[\\/])/.test(path) &&
    !path.split(/[\\/]/).includes("..") &&
    !path.includes("\0")
  );
}

export function checkPlates(protocol: Protocol, names: readonly string[], report: Report): void {
  const { plates } = protocol;
  const groups = Object.entries(protocol.variables)
    .filter(([, { type }]) => type === "nominal" || type === "ordinal" || type === "binary")
    .map(([name]) => name);
  if (plates?.balance !== undefined && !groups.includes(plates.balance))
    report(
      ["plates", "balance"],
      unknownName("a variable with levels", plates.balance, groups, nearest(plates.balance, groups)),
    );
  const seen = new Set<string>();
  for (const [i, run] of (plates?.runs ?? []).entries()) {
    const path = ["plates", "runs", i];
    if (seen.has(run.name)) report([...path, "name"], duplicateName("run of plates", run.name));
    seen.add(run.name);
    for (const [j, file] of run.files.entries())
      if (!isInside(file)) report([...path, "files", j], outsideStudy(file));
    for (const key of ["map", "masks", "controls"] as const)
      if (run[key] !== undefined && !isInside(run[key])) report([...path, key], outsideStudy(run[key]));
    for (const name of Object.keys(run.analytes))
      if (!names.includes(name))
        report(
          [...path, "analytes", name],
          unknownName("an analyte of the study", name, names, nearest(name, names)),
          { key: true },
        );
  }
}
