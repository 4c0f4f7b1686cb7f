/** The page's side of `cistern open`: reads the study's files, saves its protocol and its results. */
import { serverGone, serverPuzzling } from "../../core/issues/server.ts";
import { describeIssue, type Issue } from "../../core/issues/issue.ts";
import type { Conflict, ListedFile, Problem, StudyListing } from "../../session/server-api.ts";

/** What of a browser's window is needed. */
export interface Browser {
  readonly location: {
    readonly protocol: string;
    readonly origin: string;
    readonly pathname: string;
    readonly search: string;
    readonly hash: string;
  };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  readonly sessionStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
}

export interface VersionedText {
  readonly text: string;
  readonly etag: string;
}

export interface ServedStudy {
  readonly name: string;
  readonly version: string;
  readonly protocol: VersionedText;
  /** Data files by their name with "/" and without "./" (`archiveName`). */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Files that could not be given, and why. */
  readonly issues: readonly Issue[];
}

/** Every function rejects with a `ServerError`, whose message is a sentence for the person. */
export interface StudyServer {
  readStudy(): Promise<ServedStudy>;
  /** `basedOn` is the ETag of the text that was changed; null when the person chose to write although it was gone. */
  saveProtocol(
    text: string,
    basedOn: string | null,
  ): Promise<{ readonly saved: string } | { readonly conflict: VersionedText | null }>;
  saveResults(files: ReadonlyMap<string, string>): Promise<void>;
}

export class ServerError extends Error {
  override readonly name = "ServerError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(describeIssue).join("\n"));
    this.issues = issues;
  }
}

const KEY = "cistern-open-token";

/**
 * The server that gave out this page, or null when the page is from a disk or from another server.
 *
 * The key is taken out of the address, so that it is neither bookmarked nor passed on; a reload finds it in the tab.
 *
 * @example connect(window)
 */
export function connect(browser: Browser): StudyServer | null {
  const { location, history } = browser;
  if (location.protocol !== "http:") return null;
  const given = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (given !== undefined) {
    remember(browser, given);
    history.replaceState(null, "", `${location.pathname}${location.search}`);
  }
  const token = given ?? remembered(browser);
  return token === null ? null : serverAt(location.origin, token);
}

// A browser may keep nothing for a page: then a reload asks for the address again.
function remember(browser: Browser, token: string): void {
  try {
    browser.sessionStorage.setItem(KEY, token);
  } catch {}
}

function remembered(browser: Browser): string | null {
  try {
    return browser.sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function serverAt(origin: string, token: string): StudyServer {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = {
      ...(init.headers as Record<string, string> | undefined),
      Authorization: `Bearer ${token}`,
    };
    try {
      return await fetch(`${origin}/api/${path}`, { ...init, headers, redirect: "error" });
    } catch {
      // Browsers say no more than that there was no answer.
      throw new ServerError([serverGone()]);
    }
  };
  const asked = async (path: string, init?: RequestInit): Promise<Response> => {
    const answer = await ask(path, init);
    if (!answer.ok) throw new ServerError(await issuesOf(answer));
    return answer;
  };

  return {
    async readStudy() {
      const listing = await jsonOf<StudyListing>(await asked("study"));
      const protocol = await asked(filePath(listing.protocol));
      const files = new Map<string, Uint8Array>();
      const issues = [...listing.issues];
      for (const { path } of dataFiles(listing)) {
        const answer = await ask(filePath(path));
        if (answer.ok) files.set(path, await bytesOf(answer));
        else issues.push(...(await issuesOf(answer)));
      }
      return {
        name: listing.name,
        version: listing.version,
        protocol: {
          text: new TextDecoder().decode(await bytesOf(protocol)),
          etag: protocol.headers.get("ETag") ?? "",
        },
        files,
        issues,
      };
    },

    async saveProtocol(text, basedOn) {
      const answer = await ask("files/study.yaml", {
        method: "PUT",
        headers: basedOn === null ? { "If-None-Match": "*" } : { "If-Match": basedOn },
        body: text,
      });
      if (answer.status === 412) return { conflict: (await jsonOf<Conflict>(answer)).current };
      if (!answer.ok) throw new ServerError(await issuesOf(answer));
      return { saved: (await jsonOf<{ readonly etag: string }>(answer)).etag };
    },

    async saveResults(files) {
      await asked("results", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(Object.fromEntries(files)),
      });
    },
  };
}

const dataFiles = (listing: StudyListing): readonly ListedFile[] =>
  listing.files.filter(({ path }) => path !== listing.protocol);

const filePath = (path: string): string => `files/${path.split("/").map(encodeURIComponent).join("/")}`;

async function bytesOf(answer: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch {
    throw new ServerError([serverGone()]);
  }
}

async function jsonOf<T>(answer: Response): Promise<T> {
  try {
    return (await answer.json()) as T;
  } catch {
    throw new ServerError([serverPuzzling(answer.status)]);
  }
}

async function issuesOf(answer: Response): Promise<readonly Issue[]> {
  const { issues } = await jsonOf<Partial<Problem>>(answer);
  return issues ?? [serverPuzzling(answer.status)];
}
