/** Refusals of `cistern open`, and what the page says when it cannot reach it. */
import { type Issue, shown } from "./issue.ts";
import { issue } from "./parts.ts";

const refusal = (
  code: string,
  expected: string,
  got: string | undefined,
  advice: string,
  path?: string,
): Issue => issue(code, "error", path === undefined ? {} : { path }, expected, got, advice);

const OPEN_PRINTED = "open the address that `cistern open` printed";

export const foreignHost = (host: string | undefined): Issue =>
  refusal(
    "foreign-host",
    "a request to 127.0.0.1 or localhost at this port",
    host === undefined ? "none" : shown(host),
    OPEN_PRINTED,
    "Host",
  );

export const foreignOrigin = (header: string, value: string): Issue =>
  refusal("foreign-origin", "a request of the page served here", shown(value), OPEN_PRINTED, header);

export const wrongToken = (): Issue =>
  refusal(
    "wrong-token",
    "the key that this start of `cistern open` printed",
    "none or another one",
    OPEN_PRINTED,
    "Authorization",
  );

export const nothingHere = (path: string): Issue =>
  refusal("nothing-here", "the page or its files", shown(path), OPEN_PRINTED);

export const methodNotAllowed = (method: string, allowed: readonly string[]): Issue =>
  refusal(
    "method-not-allowed",
    allowed.join(" or "),
    shown(method),
    "only study.yaml and the results of a run can be written",
  );

export const notWritten = (path: string): Issue =>
  issue(
    "read-only",
    "error",
    { file: path },
    "study.yaml, the only file that the page may write",
    shown(path),
    "data are never written: change the file with the program that made it",
  );

export const notServed = (path: string): Issue =>
  issue(
    "not-served",
    "error",
    { file: path },
    "study.yaml, or a table inside the study folder (such as .csv or .xlsx, or named under `data:`)",
    "another file",
    "name the file under `data:` in study.yaml",
  );

export const leadsOutside = (path: string): Issue =>
  issue(
    "outside-study",
    "error",
    { file: path },
    "a file inside the study folder",
    "a link that leads out of it",
    "copy the file itself into the study folder",
  );

export const notAFile = (path: string): Issue =>
  issue(
    "not-a-file",
    "error",
    { file: path },
    "a file",
    "something else, such as a folder",
    "correct the name",
  );

export const listCut = (folder: string, limit: number): Issue =>
  issue(
    "list-cut",
    "warning",
    { file: folder },
    `at most ${limit} tables below the study folder`,
    "more",
    "the rest are not offered until study.yaml names them: open a folder that holds this study alone",
  );

export const badPath = (path: string): Issue =>
  refusal("bad-path", "a path with correct %-signs", shown(path), "correct the address");

export const basisMissing = (): Issue =>
  refusal(
    "basis-missing",
    'the ETag of the text that was changed, such as If-Match: "1a2b..."',
    "none",
    "read study.yaml first, and send its ETag",
    "If-Match",
  );

export const changedMeanwhile = (path: string): Issue =>
  issue(
    "changed-meanwhile",
    "error",
    { file: path },
    "the text that the page had read",
    "a text that another tab or program has written since",
    "nothing was overwritten: compare the two, and choose",
  );

export const bodyTooLarge = (what: string, limit: number): Issue =>
  refusal(
    "too-large",
    `${what} of at most ${limit / 1_000_000} MB`,
    "more",
    "make the study smaller, or use the command line",
  );

export const notUtf8 = (path: string): Issue =>
  issue("not-utf8", "error", { file: path }, "text in UTF-8", "bytes that are not", "save it as UTF-8");

export const notResults = (expected: string, got: string): Issue =>
  refusal(
    "not-results",
    expected,
    got,
    "reload the page: it and `cistern open` may be of two versions",
    "results",
  );

export const portTaken = (port: number): Issue =>
  refusal(
    "port-taken",
    "a free port",
    `${port}, which another program uses`,
    "leave out --port, and a free one is found",
    "--port",
  );

export const notAFolder = (path: string): Issue =>
  issue(
    "not-a-folder",
    "error",
    { file: path },
    "a study folder",
    "a saved study",
    "make a folder of it with `cistern unpack`, or drop the file on the page of another study",
  );

export const pageMissing = (): Issue =>
  refusal("page-missing", "the page dist/cistern.html", "no such file", "build it: npm run build");

export const pageUnprotected = (got: string): Issue =>
  refusal(
    "page-unprotected",
    "a page with one content security policy that allows no connection (connect-src 'none')",
    got,
    "build it again: npm run build",
  );

export const unforeseen = (message: string): Issue =>
  refusal(
    "unforeseen",
    "an answer",
    message,
    "nothing was written: please report it, with what you did before",
  );

// What the page says by itself.

export const serverGone = (): Issue =>
  refusal(
    "server-gone",
    "an answer of `cistern open`",
    "none",
    "your changes are kept in this tab: start `cistern open` again in a terminal, or save the study as a file",
  );

export const serverPuzzling = (status: number): Issue =>
  refusal(
    "server-puzzling",
    "an answer of `cistern open`",
    `one that it does not give (status ${status})`,
    "your changes are kept in this tab: start `cistern open` again in a terminal, or save the study as a file",
  );
