import { nearest } from "../../cohort/nearest.ts";
import { wrapLines } from "../../report/text.ts";
import { ALL_METHODS } from "../../assay/registry.ts";
import type { ExitCode, Io } from "../io.ts";

export function explainCommand(id: string | undefined, flags: { readonly json: boolean }, io: Io): ExitCode {
  if (id === undefined) {
    if (flags.json) io.out(JSON.stringify(ALL_METHODS, null, 2));
    else for (const method of ALL_METHODS) io.out(`${method.id.padEnd(38)}${method.title}`);
    return 0;
  }
  const method = ALL_METHODS.find((m) => m.id === id);
  if (method === undefined) {
    const ids = ALL_METHODS.map((m) => m.id);
    const close = nearest(id, ids) ?? ids.find((known) => known.includes(id.toLowerCase())) ?? null;
    io.err(
      `error: no method ${JSON.stringify(id)}${close === null ? "" : `; did you mean ${close}?`} The list: cistern explain`,
    );
    return 1;
  }
  if (flags.json) {
    io.out(JSON.stringify(method, null, 2));
    return 0;
  }
  const parts: readonly [string, string][] = [
    ["What it does", method.summary],
    ["When", method.when],
    ["When not", method.whenNot],
    ["Formula", method.formula],
    ["Variant", method.variant],
    ["Source", method.source],
    ["Checked against", method.reference],
    ["Accuracy", method.accuracy],
    ["Cost", method.cost],
  ];
  io.out(`${method.title} (${method.id})`);
  for (const [head, text] of parts) {
    io.out("");
    io.out(head);
    for (const line of wrapLines(text, Math.min(100, io.columns) - 2)) io.out(`  ${line}`);
  }
  if (method.example !== undefined) {
    // Code is not wrapped: it is there to be copied.
    for (const line of [
      "",
      "Example",
      `  ${method.example.code}`,
      `  // ${JSON.stringify(method.example.value)}`,
    ])
      io.out(line);
  }
  return 0;
}
