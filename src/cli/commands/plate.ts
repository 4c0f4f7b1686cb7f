import { readFileSync, statSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { readControlTargets, type TargetsReading } from "../../assay/read/control-targets.ts";
import { printedMeasurements } from "../../assay/read/printed-measurements.ts";
import { type GivenFile, readPlates } from "../../assay/read/read-plates.ts";
import { nameOfKind } from "../../assay/read/recognise.ts";
import { readSampleGroups } from "../../assay/read/sample-groups.ts";
import type { ReadPlate } from "../../assay/read/reading.ts";
import { MAX_FILE_BYTES } from "../../cohort/file-limit.ts";
import { tooLarge } from "../../core/issues/file.ts";
import type { Issue } from "../../core/issues/issue.ts";
import { notReadable } from "../../core/issues/protocol.ts";
import { csvFile } from "../../report/tables.ts";
import type { ExitCode, Io } from "../io.ts";
import { writeNewFile } from "../new-file.ts";
import { reasonOf } from "../reason-of.ts";
import { printable, sayIssues } from "../say-issues.ts";
import { type FitFlags, writeFitted } from "./plate-results.ts";

export interface PlateFlags extends Omit<FitFlags, "out"> {
  readonly map?: string;
  /** Table of wells that a person takes out, with reason and name. */
  readonly masks?: string;
  /** Table of the laboratory's means and standard deviations of its controls. */
  readonly controls?: string;
  /** Table of samples and their groups. */
  readonly groups?: string;
  /** Folder of results or, with `printed`, file of measurements; absent for the usual one. */
  readonly out?: string;
  readonly printed: boolean;
  readonly partial: boolean;
}

/** The bytes of a file, or why they cannot be had. */
function bytesOf(file: string, io: Io): { readonly shown: string; readonly found: Uint8Array | Issue } {
  const path = resolve(io.cwd, file);
  const shown = relative(io.cwd, path);
  try {
    const { size } = statSync(path);
    return {
      shown,
      found: size > MAX_FILE_BYTES ? tooLarge(shown, size, MAX_FILE_BYTES) : readFileSync(path),
    };
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).syscall === undefined) throw problem;
    return { shown, found: { ...notReadable(reasonOf(problem)), at: { file: shown } } };
  }
}

function readTargets(file: string | undefined, io: Io): TargetsReading {
  if (file === undefined) return { targets: [], issues: [] };
  const { shown, found } = bytesOf(file, io);
  return found instanceof Uint8Array ? readControlTargets(found, shown) : { targets: [], issues: [found] };
}

function readGroups(
  file: string | undefined,
  io: Io,
): { readonly groups: ReadonlyMap<string, string> | null; readonly issues: readonly Issue[] } {
  if (file === undefined) return { groups: null, issues: [] };
  const { shown, found } = bytesOf(file, io);
  return found instanceof Uint8Array ? readSampleGroups(found, shown) : { groups: null, issues: [found] };
}

/** Plates of all files that can be had, and everything that is wrong. */
async function readAll(
  files: readonly string[],
  flags: PlateFlags,
  io: Io,
): Promise<{ readonly plates: readonly ReadPlate[]; readonly issues: readonly Issue[] }> {
  const issues: Issue[] = [];
  const given = (file: string | undefined): GivenFile | null => {
    if (file === undefined) return null;
    const { shown, found } = bytesOf(file, io);
    if (found instanceof Uint8Array) return { name: shown, bytes: found };
    issues.push(found);
    return null;
  };
  const plates = files.flatMap((file) => given(file) ?? []);
  const map = given(flags.map);
  const masks = given(flags.masks);
  const read = await readPlates(
    { plates, ...(map === null ? {} : { map }), ...(masks === null ? {} : { masks }) },
    flags.minimumBeads,
  );
  for (const [i, kind] of read.kinds.entries())
    if (kind !== null) io.err(printable(`${plates[i]!.name}: ${nameOfKind(kind)}`));
  return { plates: read.plates, issues: [...issues, ...read.issues] };
}

function summary({ plate, software, analytes, rows }: ReadPlate): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const status = row.status ?? "none";
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const statuses = [...counts].map(([status, n]) => `${n} ${status}`).join(", ");
  const names = `${analytes.length} ${analytes.length === 1 ? "analyte" : "analytes"}`;
  return printable(
    `${plate === "" ? "plate" : plate} (${software === "" ? "no software named" : software}): ${names}, ${statuses}`,
  );
}

/** Reads plates and writes their results, or with `printed` what their vendors printed; nothing is written over. */
export async function plateCommand(files: readonly string[], flags: PlateFlags, io: Io): Promise<ExitCode> {
  const { plates, issues: ofPlates } = await readAll(files, flags, io);
  const { targets, issues: ofTargets } = readTargets(flags.controls, io);
  const { groups, issues: ofGroups } = readGroups(flags.groups, io);
  const issues = [...ofPlates, ...ofTargets, ...ofGroups];
  sayIssues({ out: (line) => io.err(line) }, issues);
  const broken = issues.some(({ severity }) => severity === "error");
  if (plates.length === 0 || (broken && !flags.partial)) {
    io.err(
      plates.length === 0
        ? "no plate was read; nothing was written"
        : "nothing was written; with --partial the rows that could be read are",
    );
    return 1;
  }
  return flags.printed
    ? writePrinted(plates, flags.out ?? "measurements.csv", io)
    : writeFitted(
        plates,
        files.map((file) => basename(file)),
        targets,
        groups,
        { ...flags, out: flags.out ?? "plate-results" },
        io,
      );
}

function writePrinted(plates: readonly ReadPlate[], out: string, io: Io): ExitCode {
  const target = resolve(io.cwd, out);
  const shown = relative(io.cwd, target);
  const problem = writeNewFile(target, shown, csvFile(printedMeasurements(plates)), "--out");
  if (problem !== null) {
    sayIssues({ out: (line) => io.err(line) }, [problem]);
    return 1;
  }
  for (const plate of plates) io.out(summary(plate));
  io.out(`${shown}: concentrations and statuses as printed; no curve was fitted and no limit applied`);
  return 0;
}
