/** Undo and redo as lists of whole documents: texts are small, and files are shared, not copied. */
import type { Files } from "../messages.ts";

export interface StudyDocument {
  /** Text of study.yaml. */
  readonly protocol: string;
  /** Data files by path below the study folder. */
  readonly files: Files;
}

export interface Change {
  readonly document: StudyDocument;
  /** What the person did, as the undo button says it: `change the unit of age`. */
  readonly label: string;
}

export interface History {
  readonly past: readonly Change[];
  readonly now: StudyDocument;
  readonly future: readonly Change[];
  /** What the last change may be joined with: typing in one field is one step. */
  readonly joins: string | null;
}

/** Steps that are kept. */
const MOST = 500;

export const startHistory = (now: StudyDocument): History => ({ past: [], now, future: [], joins: null });

/**
 * The history after one more change. Changes with the same `join` key that follow each other are one step.
 *
 * @example undo(change(startHistory(a), b, "add a question")).now === a // true
 */
export function change(
  history: History,
  next: StudyDocument,
  label: string,
  join: string | null = null,
): History {
  const { past, now } = history;
  if (next.protocol === now.protocol && next.files === now.files) return history;
  if (join !== null && join === history.joins) return { ...history, now: next, future: [] };
  return { past: [...past.slice(-(MOST - 1)), { document: now, label }], now: next, future: [], joins: join };
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now: last.document,
    future: [{ document: history.now, label: last.label }, ...history.future],
    joins: null,
  };
}

export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return {
    past: [...history.past, { document: history.now, label: next.label }],
    now: next.document,
    future: rest,
    joins: null,
  };
}
