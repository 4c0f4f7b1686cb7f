/** Who may ask: only a page that this server gave out, and below /api only with the key of this start. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { foreignHost, foreignOrigin, wrongToken } from "../../core/issues/server.ts";
import { refusal } from "./problem.ts";

const HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cache-Control": "no-store",
};

/** Headers of every answer, refusals too. The page brings a policy of its own. */
export const safeHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  if (!c.res.headers.has("Content-Security-Policy"))
    c.res.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
};

/**
 * A site that names this machine by a name of its own (DNS rebinding) shows in Host; a page of another origin shows in
 * Origin or Sec-Fetch-Site.
 */
export const sameOrigin =
  (port: () => number): MiddlewareHandler =>
  async (c, next) => {
    const host = c.req.header("Host");
    if (host !== `127.0.0.1:${port()}` && host !== `localhost:${port()}`)
      return refusal(c, 403, foreignHost(host));
    const origin = c.req.header("Origin");
    if (origin !== undefined && origin !== `http://${host}`)
      return refusal(c, 403, foreignOrigin("Origin", origin));
    const site = c.req.header("Sec-Fetch-Site");
    // "same-site" is another port of this machine: another program.
    if (site !== undefined && site !== "same-origin" && site !== "none")
      return refusal(c, 403, foreignOrigin("Sec-Fetch-Site", site));
    return next();
  };

export const withToken =
  (token: string): MiddlewareHandler =>
  async (c, next) => {
    if (isSame(c.req.header("Authorization") ?? "", `Bearer ${token}`)) return next();
    c.header("WWW-Authenticate", "Bearer");
    return refusal(c, 401, wrongToken());
  };

/** In a time that does not tell how much of it was right. */
function isSame(given: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
