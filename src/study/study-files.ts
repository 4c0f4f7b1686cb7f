/** Every file that a protocol names, in the order in which a study hands them over. */
import { followUpFilesOf } from "./follow-up-schema.ts";
import { plateFilesOf } from "./plate-schema.ts";
import type { Protocol } from "./protocol.ts";
import { severityFilesOf } from "./severity.ts";

export interface NamedFile {
  readonly name: string;
  readonly part: "data" | "plates" | "follow_up" | "severity";
  /** Where the protocol names it. */
  readonly path: readonly (string | number)[];
}

/** Files of `data:`, then those of `plates:`, then visits and relapses, then severity tables; a part names each of its files once. */
export const studyFilesOf = ({
  data,
  plates,
  follow_up: followUp,
  severity,
}: Protocol): readonly NamedFile[] => [
  ...data.map(({ file }, i): NamedFile => ({ name: file, part: "data", path: ["data", i, "file"] })),
  ...plateFilesOf(plates).map((name): NamedFile => ({ name, part: "plates", path: ["plates", "runs"] })),
  ...followUpFilesOf(followUp).map(
    (name, i): NamedFile => ({
      name,
      part: "follow_up",
      path: ["follow_up", i === 0 ? "visits" : "relapses", "file"],
    }),
  ),
  ...severityFilesOf(severity).map((name): NamedFile => ({ name, part: "severity", path: ["severity"] })),
];
