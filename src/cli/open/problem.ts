/** A refusal as an answer of the server. */
import type { Context } from "hono";
import { describeIssue, type Issue } from "../../core/issues/issue.ts";
import type { Problem } from "../../session/server-api.ts";

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 428 | 500;

export const problemOf = (issues: readonly Issue[]): Problem => ({
  message: issues.map(describeIssue).join("\n"),
  issues,
});

export const refusal = (c: Context, status: RefusalStatus, ...issues: readonly Issue[]): Response =>
  c.json(problemOf(issues), status);
