/** Entries in order: data files and questions. */
import { useState } from "react";
import { describeIssue } from "../../../core/issues/issue.ts";
import type { Path } from "../../../study/schema-at.ts";
import { AddChoice } from "./fields/add-choice.tsx";
import { SchemaFields } from "./fields/schema-fields.tsx";
import { isEntries, wholeIssues, listOf, textOf, useForm, useValue } from "./form.ts";
import { Section } from "./section.tsx";
import { KIND_WORDS } from "./words.ts";

export function DataFiles() {
  const { edit, data } = useForm();
  const files = listOf(useValue(["data"]));
  const used = files.map((file) => textOf(isEntries(file) ? file["file"] : ""));
  const free = data.files.filter((file) => !used.includes(file) && /\.(?:csv|tsv|txt|xlsx)$/i.test(file));
  return (
    <Section title="Data files" aside={String(files.length)} paths={[["data"]]}>
      {used.map((file, index) => (
        <Listed key={`${index}-${file}`} path={["data", index]} title={file} aside="" one="data file" />
      ))}
      {free.length > 0 && (
        <AddChoice
          label="Add a data file"
          choices={free.map((file) => ({ value: file, label: file }))}
          onAdd={(file) => edit([{ op: "append", path: ["data"], value: { file } }], `add ${file}`)}
        />
      )}
    </Section>
  );
}

export function Questions() {
  const { edit } = useForm();
  const questions = listOf(useValue(["questions"])).map((question) => (isEntries(question) ? question : {}));
  const ids = questions.map((question) => textOf(question["id"]));
  /** The question that was just added: open, with the focus. */
  const [fresh, setFresh] = useState<string | null>(null);
  const add = (kind: string): void => {
    let id = kind;
    for (let n = 2; ids.includes(id); n++) id = `${kind}-${n}`;
    setFresh(id);
    edit([{ op: "append", path: ["questions"], value: { id, kind } }], `add question ${id}`);
  };
  return (
    <Section title="Questions" aside={String(questions.length)} paths={[["questions"]]}>
      {questions.map((question, index) => {
        const title = textOf(question["title"]);
        const kind = textOf(question["kind"]);
        return (
          <Listed
            key={`${index}-${ids[index]}`}
            path={["questions", index]}
            title={title === "" ? ids[index]! : title}
            aside={KIND_WORDS[kind] ?? kind}
            one="question"
            fresh={ids[index] === fresh}
          />
        );
      })}
      <AddChoice
        label="Add a question"
        choices={Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label }))}
        onAdd={add}
      />
    </Section>
  );
}

interface ListedProps {
  readonly path: Path;
  readonly title: string;
  readonly aside: string;
  readonly one: string;
  readonly fresh?: boolean;
}

function Listed({ path, title, aside, one, fresh = false }: ListedProps) {
  const { issues, edit } = useForm();
  const index = Number(path.at(-1));
  return (
    <Section entry title={title} aside={aside} paths={[path]} open={fresh}>
      {wholeIssues(issues, path).map((issue, i) => (
        <p className="field-problem" key={i}>
          {describeIssue({ ...issue, at: {} })}
        </p>
      ))}
      <SchemaFields path={path} />
      <p className="buttons">
        <button
          type="button"
          disabled={index === 0}
          onClick={() => edit([{ op: "move", path, to: index - 1 }], `move a ${one}`)}
        >
          Move earlier
        </button>
        <button type="button" onClick={() => edit([{ op: "remove", path }], `remove a ${one}`)}>
          Remove this {one}
        </button>
      </p>
    </Section>
  );
}
