/** Why a REDCap project cannot be fetched. */
import { type Issue, shown } from "./issue.ts";
import { issue } from "./parts.ts";

export const apiAddress = (address: string): Issue =>
  issue(
    "api-address",
    "error",
    { path: address },
    "the address of a REDCap API that begins with https://, without a name or password in it",
    shown(address),
    "a token must not travel unencrypted; ask for the address that ends in /api/",
  );

export const apiToken = (variable: string): Issue =>
  issue(
    "api-token",
    "error",
    { path: variable },
    "the project's API token in the environment, 32 letters and digits or more",
    "none, or another text",
    `set ${variable} for this one command; the token is never taken from the command line, where others can read it`,
  );

export const apiRefused = (address: string, status: number, reason: string): Issue =>
  issue(
    "api-refused",
    "error",
    { path: address },
    "the project's data",
    `status ${status}: ${shown(reason)}`,
    "check the token, its rights to export, and the address",
  );

export const apiSilent = (address: string, why: string): Issue =>
  issue(
    "api-silent",
    "error",
    { path: address },
    "an answer",
    why === "TimeoutError" ? "none in time" : "none, or one that leads elsewhere",
    "check the address, the network and the server's certificate",
  );

export const apiTooLarge = (address: string, most: number): Issue =>
  issue(
    "api-too-large",
    "error",
    { path: address },
    `at most ${Math.floor(most / 1_048_576)} MB`,
    "more",
    "name the fields that the study needs with --fields",
  );
