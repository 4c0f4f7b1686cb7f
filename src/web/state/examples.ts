/** The two studies that come with the page. */
import type { Opened } from "./open-files.ts";

export interface Example {
  readonly name: string;
  readonly opened: Opened;
}

interface Embedded {
  readonly name: string;
  readonly protocol: string;
  readonly files: Readonly<Record<string, string>>;
}

export function readExamples(text: string): readonly Example[] {
  const encode = new TextEncoder();
  return (JSON.parse(text) as readonly Embedded[]).map(({ name, protocol, files }) => ({
    name,
    opened: {
      name,
      protocol,
      table: null,
      files: new Map(Object.entries(files).map(([path, content]) => [path, encode.encode(content)])),
    },
  }));
}
