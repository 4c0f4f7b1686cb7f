/** A clinical definition as an expression over columns of the study: what it takes, what is chosen, what comes out. */
import { nameInText } from "../expression/print.ts";

export interface RecipeInput {
  readonly is: "date" | "number" | "condition" | "category" | "concentration";
  readonly meaning: string;
  readonly optional?: true;
}

export interface RecipeSetting {
  readonly meaning: string;
  /** Absent where the field has no standard and the choice changes a conclusion: it must be stated. */
  readonly default?: number | string;
  /** Allowed words; absent for a number or, with `isText`, for any text. */
  readonly choices?: readonly string[];
  readonly isText?: true;
  /** Where the default comes from. */
  readonly source?: string;
}

export type Settings = Readonly<Record<string, number | string>>;

/** Names of columns, ready to stand in an expression; an optional input that is not given is absent. */
export type Columns = Readonly<Record<string, string>>;

export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, RecipeInput>>;
  readonly settings: Readonly<Record<string, RecipeSetting>>;
  /** Of what comes out; absent for conditions and categories. */
  readonly unit?: string;
  /** The category that others are compared with. */
  readonly reference?: string;
  /** In plain words, with the chosen settings. */
  readonly words: (settings: Settings) => string;
  readonly expression: (columns: Columns, settings: Settings) => string;
  readonly source: string;
  /** Parts that were not checked against their primary source. */
  readonly unchecked?: string;
}

export const column = (name: string): string => nameInText(name);
export const quoted = (text: string | number): string => `"${String(text).replaceAll('"', '""')}"`;

export const number = (settings: Settings, name: string): number => settings[name] as number;

export const DAYS_PER_YEAR = 365.25;
