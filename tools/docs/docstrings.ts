/** The `@example` of every exported function of the engine, read off the source. */
import { readdirSync, readFileSync } from "node:fs";

export interface Documented {
  readonly file: string;
  readonly name: string;
  /** The whole comment above the function, "" where there is none. */
  readonly comment: string;
  /** What stands after `@example`, on one line; null where there is none. */
  readonly example: string | null;
}

const ROOMS = [
  "core",
  "num",
  "distributions",
  "stats",
  "assay/curve",
  "assay/limits",
  "assay/quality",
] as const;

const files = ROOMS.flatMap((room) =>
  readdirSync(`src/${room}`, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .map((path) => `src/${room}/${path}`)
    .sort(),
);

/** Every exported function, with the comment that ends where it begins. */
export function documentedIn(text: string, file: string): readonly Documented[] {
  const pattern = /(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export (?:function (\w+)|const (\w+) = (?:<[^>]*>)?\()/g;
  return [...text.matchAll(pattern)].map(([, comment = "", asFunction, asConst]) => {
    const plain = comment
      .replace(/^\/\*\*|\*\/\n$/g, "")
      .replace(/^\s*\* ?/gm, "")
      .trim();
    const example = /@example\s+([^]*?)(?=\n@|$)/.exec(plain)?.[1] ?? null;
    return {
      file,
      name: (asFunction ?? asConst)!,
      comment: plain,
      example: example?.trim().replace(/\s*\n\s*/g, " ") ?? null,
    };
  });
}

export const documented = (): readonly Documented[] =>
  files.flatMap((file) => documentedIn(readFileSync(file, "utf8"), file));

/** Files that the folder indexes make public, with the names that they take from each; null for all of a namespace. */
export function publicNames(): ReadonlyMap<string, ReadonlySet<string> | null> {
  const found = new Map<string, ReadonlySet<string> | null>();
  for (const index of files.filter((file) => file.endsWith("/index.ts"))) {
    const folder = index.slice(0, -"/index.ts".length);
    const text = readFileSync(index, "utf8");
    for (const [, file] of text.matchAll(/export \* as \w+ from "\.\/([^"]+)"/g))
      found.set(`${folder}/${file!}`, null);
    for (const [, names, file] of text.matchAll(/export \{([^}]*)\} from "\.\/([^"]+)"/g))
      found.set(
        `${folder}/${file!}`,
        new Set(names!.split(",").map((name) => name.trim().replace(/ as .*/, ""))),
      );
  }
  return found;
}

export interface Wanted {
  readonly code: string;
  readonly value: unknown;
  /** The error that the way of writing the value allows, relative. */
  readonly tolerance: number;
}

const TOLERANCE = 1e-12;

/**
 * An example of the form `EXPRESSION // VALUE`; null for any other. The value is a literal; "0.123..." is cut after its last digit, "about"
 * before it stands for rounding, and words may follow a number after a comma.
 */
export function wantedIn(example: string, literal: (code: string) => unknown): Wanted | null {
  const at = example.lastIndexOf(" // ");
  if (at < 0) return null;
  const code = example.slice(0, at).replace(/;$/, "");
  const text = example.slice(at + " // ".length);
  const number = /^(-?\d+(?:\.(\d+))?(?:e[+-]?\d+)?)(\.\.\.)?(?:, [a-zA-Z].*)?$/.exec(text);
  if (number !== null) {
    const value = Number(number[1]);
    const lastPlace = 10 ** -(number[2]?.length ?? 0);
    return { code, value, tolerance: number[3] === undefined ? TOLERANCE : lastPlace / Math.abs(value) };
  }
  const about = text.startsWith("about ");
  try {
    return {
      code,
      value: literal(about ? text.slice("about ".length) : text),
      tolerance: about ? 1e-9 : TOLERANCE,
    };
  } catch {
    return null;
  }
}
