/** Choosing one or several of the study's columns: a list where it is short, a search where it is long. */
import { useId, useState } from "react";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Above this many, a list cannot be scanned by eye. */
const LONG = 150;

interface PickOneProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onPick: (value: string) => void;
  /** Words of the entry that stands for no choice. */
  readonly none?: string;
}

/** One of many, inside a sentence: the label is for screen readers. */
export function PickOne({ label, choices, value, onPick, none }: PickOneProps) {
  const list = useId();
  if (choices.length > LONG)
    return (
      <>
        <input
          className="pick"
          aria-label={label}
          list={list}
          defaultValue={value ?? ""}
          key={value}
          placeholder={none ?? "type to search"}
          onChange={({ target }) => {
            const found = choices.find((c) => c.value === target.value || c.label === target.value);
            if (found !== undefined || target.value === "") onPick(found?.value ?? "");
          }}
        />
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      </>
    );
  return (
    <select
      className="pick"
      aria-label={label}
      value={value ?? ""}
      onChange={({ target }) => onPick(target.value)}
    >
      {(none !== undefined || value === undefined) && <option value="">{none ?? "choose"}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

interface PickManyProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  readonly onPick: (values: readonly string[]) => void;
}

/** Several of many, in the order in which they were chosen. */
export function PickMany({ label, choices, values, onPick }: PickManyProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = choices.filter(
    ({ value, label: words }) =>
      wanted === "" || value.toLowerCase().includes(wanted) || words.toLowerCase().includes(wanted),
  );
  const words = (value: string): string => choices.find((c) => c.value === value)?.label ?? value;
  const shown = values.slice(0, 3).map(words).join(", ");
  return (
    <details className="pick-many">
      <summary aria-label={`${label}: ${values.length} chosen`}>
        {values.length === 0
          ? "choose"
          : values.length <= 3
            ? shown
            : `${shown} and ${values.length - 3} more`}
      </summary>
      <fieldset>
        <legend className="unseen">{label}</legend>
        <p className="pick-tools">
          <input
            type="search"
            placeholder="Search"
            aria-label={`Search ${label}`}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <button
            type="button"
            onClick={() => onPick([...new Set([...values, ...found.map(({ value }) => value)])])}
          >
            All
          </button>
          <button
            type="button"
            onClick={() => onPick(values.filter((v) => !found.some(({ value }) => value === v)))}
          >
            None
          </button>
        </p>
        <div className="pick-list">
          {found.slice(0, LONG).map(({ value, label: text }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={values.includes(value)}
                onChange={({ target }) =>
                  onPick(target.checked ? [...values, value] : values.filter((v) => v !== value))
                }
              />
              {text}
            </label>
          ))}
          {found.length > LONG && <p>{found.length - LONG} more: search to see them.</p>}
          {found.length === 0 && <p>Nothing has this in its name.</p>}
        </div>
      </fieldset>
    </details>
  );
}
