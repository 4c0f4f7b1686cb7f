/** Entries by name: variables, analytes, derived columns, families. */
import { useState } from "react";
import { describeIssue } from "../../../core/issues/issue.ts";
import { renameEdits } from "../../../session/rename-name.ts";
import { AddText } from "./fields/add-text.tsx";
import { DraftInput } from "./fields/draft-input.tsx";
import { SchemaFields } from "./fields/schema-fields.tsx";
import { isEntries, wholeIssues, textOf, useForm, useValue } from "./form.ts";
import { Section } from "./section.tsx";

interface NamedEntriesProps {
  readonly name: "variables" | "analytes" | "derived" | "families";
  readonly title: string;
  readonly one: string;
  /** A grey word behind an entry's name. */
  readonly aside: (entry: Readonly<Record<string, unknown>>) => string;
  readonly hint?: string;
}

/** More than this are found by searching. */
const MOST = 60;

export function NamedEntries({ name, title, one, aside, hint }: NamedEntriesProps) {
  const { edit } = useForm();
  const value = useValue([name]);
  const entries = isEntries(value) ? Object.entries(value) : [];
  const [search, setSearch] = useState("");
  /** The entry that was just added or renamed: open, with the focus. */
  const [fresh, setFresh] = useState<string | null>(null);
  const wanted = search.trim().toLowerCase();
  const found = entries.filter(([key, entry]) =>
    `${key} ${isEntries(entry) ? textOf(entry["label"]) : ""}`.toLowerCase().includes(wanted),
  );
  return (
    <Section title={title} aside={entries.length === 0 ? "none" : String(entries.length)} paths={[[name]]}>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {entries.length > 12 && (
        <input
          type="search"
          className="entry-search"
          aria-label={`Search ${title.toLowerCase()}`}
          placeholder="Search"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      {found.slice(0, MOST).map(([key, entry]) => (
        <NamedEntry
          key={key}
          path={[name, key]}
          one={one}
          aside={isEntries(entry) ? aside(entry) : ""}
          fresh={key === fresh}
          onRename={setFresh}
        />
      ))}
      {found.length > MOST && <p className="hint">{found.length - MOST} more: search to see them.</p>}
      <AddText
        code
        label={`Add a ${one}`}
        placeholder={`name of a ${one}`}
        problem={(key) => (entries.some(([known]) => known === key) ? `${key} is there already.` : null)}
        onAdd={(key) => {
          setFresh(key);
          edit([{ op: "set", path: [name, key], value: {} }], `add ${one} ${key}`);
        }}
      />
    </Section>
  );
}

interface NamedEntryProps {
  readonly path: readonly [string, string];
  readonly one: string;
  readonly aside: string;
  readonly fresh: boolean;
  readonly onRename: (name: string) => void;
}

function NamedEntry({ path, one, aside, fresh, onRename }: NamedEntryProps) {
  const { edit, root, issues } = useForm();
  const [collection, key] = path;
  const [problem, setProblem] = useState<string | null>(null);
  const entry = useValue(path);
  const label = isEntries(entry) ? textOf(entry["label"]) : "";
  const own = wholeIssues(issues, path);
  return (
    <Section
      entry
      title={label === "" ? key : label}
      aside={[label === "" ? "" : key, aside].filter((part) => part !== "").join(", ")}
      paths={[path]}
      open={fresh}
    >
      {own.map((issue, i) => (
        <p className="field-problem" key={i}>
          {describeIssue({ ...issue, at: {} })}
        </p>
      ))}
      <div className="entry-field wide">
        <label htmlFor={`name-${collection}-${key}`}>Name in the protocol</label>
        <DraftInput
          id={`name-${collection}-${key}`}
          code
          value={key}
          aria-describedby={`name-${collection}-${key}-hint`}
          onCommit={(next) => {
            const all = root[collection];
            const taken = isEntries(all) && next in all;
            setProblem(next === "" ? "A name is needed." : taken ? `${next} is there already.` : null);
            if (next === "" || taken) return;
            onRename(next);
            edit(renameEdits(root, collection, key, next), `rename ${key}`);
          }}
        />
        <p className={problem === null ? "hint" : "field-problem"} id={`name-${collection}-${key}-hint`}>
          {problem ?? "Questions and expressions that use it change with it."}
        </p>
      </div>
      <SchemaFields path={path} />
      <p className="buttons">
        <button type="button" onClick={() => edit([{ op: "remove", path }], `remove ${one} ${key}`)}>
          Remove this {one}
        </button>
      </p>
    </Section>
  );
}
