/** A first draft for a file with one row per measurement: a variable for each test. */
import { type DictionaryGuess, guessDictionary } from "./guess-dictionary.ts";
import { type LongShape, testTables } from "./long-table.ts";
import { longShapeOf } from "./standards/long-shape.ts";
import type { TextTable } from "./text-table.ts";

export interface LongGuess extends DictionaryGuess {
  readonly long: LongShape;
}

/** Null where the table is none of the standards that are known to be long. */
export function guessLong(table: TextTable): LongGuess | null {
  const found = longShapeOf(table);
  if (found === null) return null;
  const [people, ...tests] = testTables(table, found.id, found.shape, true).tables;
  if (people === undefined || tests.length === 0) return null;
  const id = guessDictionary(people.table).variables[0];
  if (id === undefined) return null;
  const used = new Set([id.name]);
  const decisions: string[] = [];
  const parts = tests.map(({ table: own }) => {
    const guess = guessDictionary(firstOfEach(own));
    const repeated = own.records.length - firstOfEach(own).records.length;
    if (repeated > 0)
      decisions.push(
        `${own.columns[1]}: people have several samples; say which counts, repeated: first or last, or keep one row of each.`,
      );
    decisions.push(...guess.decisions.filter((decision) => !/identif/.test(decision)));
    const named = (name: string): string => {
      let unique = name;
      for (let n = 2; used.has(unique); n++) unique = `${name}_${n}`;
      return unique;
    };
    return guess.variables
      .filter((variable) => variable.name !== guess.id)
      .map((variable) => {
        const name = named(variable.name);
        used.add(name);
        const analyte = guess.analytes.find((each) => each.name === variable.name);
        return {
          variable: { ...variable, name },
          analyte: analyte === undefined ? [] : [{ ...analyte, name }],
        };
      });
  });
  const all = parts.flat();
  return {
    id: id.name,
    variables: [{ ...id, type: "id", missing: [] }, ...all.map(({ variable }) => variable)],
    analytes: all.flatMap(({ analyte }) => analyte),
    decisions,
    long: found.shape,
  };
}

/** One record of each person: enough to see what a test's results look like. */
function firstOfEach(table: TextTable): TextTable {
  const seen = new Set<string>();
  const kept = [...table.records.keys()].filter((i) => {
    const id = table.records[i]?.[0]?.trim() ?? "";
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
  return {
    ...table,
    descriptions: (table.descriptions ?? []).map(({ results, ...rest }) => ({
      ...rest,
      ...(results === undefined ? {} : { results: kept.map((i) => results[i] ?? null) }),
    })),
    records: kept.map((i) => table.records[i] ?? []),
    rowNumbers: kept.map((i) => table.rowNumbers[i] ?? 0),
  };
}
