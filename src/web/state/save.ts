/** Saving to the disk: what a browser can do is to offer a download. */
import type { Store } from "./store.ts";

/** Offers bytes or text as a file; nothing is sent anywhere. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name that every file system takes. */
export const fileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 80) || "study";

export async function saveToDisk({ get, actions, engine }: Store): Promise<void> {
  const { study } = get();
  if (study === null) return;
  const { protocol } = study.history.now;
  const name = `${fileName(study.name)}.cistern`;
  download(name, (await engine.call("pack", { protocol })) as BlobPart, "application/zip");
  actions.say(`${name} holds the protocol and the data files. "cistern run ${name}" opens it too.`);
}
