/** The page as it is served: the same bytes as from the disk, but it may speak to its own origin. */
import { readFileSync } from "node:fs";
import type { Issue } from "../../core/issues/issue.ts";
import { notReadable } from "../../core/issues/protocol.ts";
import { pageMissing, pageUnprotected } from "../../core/issues/server.ts";
import { reasonOf } from "../reason-of.ts";

export interface ServedPage {
  readonly html: string;
  readonly policy: string;
}

const POLICY = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/gi;

/** The policy stands in the page and in a header: a browser obeys both, so both are changed. */
export function readPage(file: string): ServedPage | { readonly issues: readonly Issue[] } {
  let html: string;
  try {
    html = readFileSync(file, "utf8");
  } catch (problem) {
    const missing = (problem as NodeJS.ErrnoException).code === "ENOENT";
    return {
      issues: [missing ? pageMissing() : { ...notReadable(reasonOf(problem)), at: { file: "cistern.html" } }],
    };
  }
  // Scripts hold the text of other pages, such as the report's.
  const head = html.slice(0, /<(?:script|style)\b/i.exec(html)?.index);
  const [found, ...others] = [...head.matchAll(POLICY)];
  const written = found?.[1];
  if (found === undefined || written === undefined || others.length > 0)
    return { issues: [pageUnprotected(found === undefined ? "none" : `${others.length + 1} policies`)] };
  if (!/(?:^|;)\s*connect-src 'none'\s*(?:;|$)/.test(written))
    return { issues: [pageUnprotected("one without it")] };
  const policy = written.replace("connect-src 'none'", "connect-src 'self'");
  return {
    html: html.replace(found[0], () => found[0].replace(written, () => policy)),
    // Cannot stand in a page itself.
    policy: `${policy.replace(/;\s*$/, "")}; frame-ancestors 'none'`,
  };
}
