/** A REDCap project over its API: records, dictionary and missing data codes. The only place that asks another machine for anything. */
import { MAX_FILE_BYTES } from "../cohort/file-limit.ts";
import { apiAddress, apiRefused, apiSilent, apiTooLarge } from "../core/issues/redcap-api.ts";
import type { Issue } from "../core/issues/issue.ts";

export interface RedcapProject {
  readonly records: Uint8Array;
  readonly dictionary: Uint8Array;
  /** `BLD=Below limit of detection`, as `cistern init --missing-code` takes them. */
  readonly missingCodes: readonly string[];
}

const TIMEOUT_MS = 300_000;

/** Whether a token may be sent there: over TLS, or to this machine itself. */
export function isSafeAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
}

/**
 * Three requests to one address, which must not send them elsewhere. The token is sent in the body alone and stands in no message.
 *
 * @param fields - names of the fields to fetch; all where absent
 */
export async function fetchProject(
  address: string,
  token: string,
  fields: readonly string[] | undefined,
  timeout = TIMEOUT_MS,
): Promise<RedcapProject | Issue> {
  if (!isSafeAddress(address)) return apiAddress(shownAddress(address));
  const ask = async (content: Readonly<Record<string, string>>): Promise<Uint8Array | Issue> => {
    try {
      const response = await fetch(address, {
        method: "POST",
        body: new URLSearchParams({ token, returnFormat: "json", ...content }),
        redirect: "error",
        signal: AbortSignal.timeout(timeout),
      });
      const bytes = await bounded(response);
      if (bytes === null) return apiTooLarge(shownAddress(address), MAX_FILE_BYTES);
      return response.ok ? bytes : apiRefused(shownAddress(address), response.status, reasonIn(bytes, token));
    } catch (problem) {
      return apiSilent(shownAddress(address), (problem as Error).name);
    }
  };
  const chosen =
    fields === undefined ? {} : Object.fromEntries(fields.map((field, i) => [`fields[${i}]`, field]));
  const project = await ask({ content: "project", format: "json" });
  if (!(project instanceof Uint8Array)) return project;
  const dictionary = await ask({ content: "metadata", format: "csv" });
  if (!(dictionary instanceof Uint8Array)) return dictionary;
  const records = await ask({
    content: "record",
    format: "csv",
    type: "flat",
    rawOrLabel: "raw",
    rawOrLabelHeaders: "raw",
    exportSurveyFields: "false",
    ...chosen,
  });
  if (!(records instanceof Uint8Array)) return records;
  return { records, dictionary, missingCodes: codesIn(project) };
}

/** Without what may follow the path: an address can hold secrets too. */
const shownAddress = (address: string): string => address.replace(/[?#].*$/s, "").slice(0, 200);

async function bounded(response: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).length;
    if (size > MAX_FILE_BYTES) return null;
    parts.push(part as Uint8Array);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** REDCap's own words, cut, and never with the token in them. */
function reasonIn(bytes: Uint8Array, token: string): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 2000));
  let reason = text;
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === "string") reason = error;
  } catch {
    // Not JSON: a page of a proxy, perhaps.
  }
  return reason.replaceAll(token, "[token]").replaceAll(/\s+/g, " ").slice(0, 200);
}

function codesIn(project: Uint8Array): string[] {
  try {
    const { missing_data_codes: codes } = JSON.parse(new TextDecoder().decode(project)) as {
      missing_data_codes?: unknown;
    };
    return (typeof codes === "string" ? codes : "").split(/\||\r?\n/).flatMap((one) => {
      const comma = one.indexOf(",");
      return comma < 0 ? [] : [`${one.slice(0, comma).trim()}=${one.slice(comma + 1).trim()}`];
    });
  } catch {
    // Older servers answer otherwise; the codes can be stated by hand.
    return [];
  }
}
