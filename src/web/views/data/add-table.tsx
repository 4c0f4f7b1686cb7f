/** Another file for the study: kept with the others, and named in the protocol. */
import { useEffect, useRef, useState } from "react";
import { isTableFile, TABLE_EXTENSIONS, TABLE_KINDS } from "../../../cohort/table-files.ts";
import { readFiles } from "../../state/dropped.ts";
import type { GivenFile } from "../../state/open-files.ts";
import { useStore } from "../../state/store.ts";

export function AddTable() {
  const { actions, get } = useStore();
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  // A file that is dropped beside the button is meant for it: the browser would leave the page for the file.
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      event.preventDefault();
      setOver(event.type !== "drop" && event.type !== "dragleave");
      if (event.type === "drop" && event.dataTransfer !== null) void add(readFiles(event.dataTransfer.files));
    };
    const kinds = ["dragover", "dragleave", "drop"] as const;
    for (const kind of kinds) window.addEventListener(kind, drag);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, drag);
    };
  });

  async function add(given: Promise<readonly GivenFile[]>): Promise<void> {
    try {
      const tables = (await given).filter(({ path }) => isTableFile(path));
      const known = get().study?.history.now.files;
      if (known === undefined) return;
      if (tables.length === 0) throw new Error(`A table is a file of the kinds ${TABLE_KINDS}.`);
      const files = new Map<string, Uint8Array>();
      for (const { path, bytes } of tables)
        files.set(
          freeName(path, (name) => known.has(name) || files.has(name)),
          bytes,
        );
      const names = [...files.keys()];
      actions.addFiles(
        files,
        names.map((file) => ({ op: "append", path: ["data"], value: { file } })),
        `add ${names.join(", ")}`,
      );
      actions.say(`${names.join(", ")} was added. Its people are joined by their identifier.`);
    } catch (problem) {
      actions.say(problem instanceof Error ? problem.message : String(problem), "problem");
    }
  }

  return (
    <>
      <button
        type="button"
        className={over ? "over" : undefined}
        title="Choose a file, or drop it anywhere on this view"
        onClick={() => chooser.current?.click()}
      >
        Add a table
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        data-testid="add-table"
        accept={TABLE_EXTENSIONS.map((ending) => `.${ending}`).join(",")}
        onChange={(event) => {
          void add(readFiles(event.target.files));
          event.target.value = "";
        }}
      />
    </>
  );
}

function freeName(path: string, isTaken: (name: string) => boolean): string {
  const file = path.replace(/^.*\//, "");
  const dot = file.lastIndexOf(".");
  let name = `data/${file}`;
  for (let n = 2; isTaken(name); n++) name = `data/${file.slice(0, dot)}-${n}${file.slice(dot)}`;
  return name;
}
