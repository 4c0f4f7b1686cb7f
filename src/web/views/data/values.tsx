/** The cells of a column with their counts, and what each means: a level, unknown, not detected, not measured. */
import { useId, useState } from "react";
import type { Analyte, Variable } from "../../../cohort/dictionary.ts";
import { readNumber } from "../../../cohort/number-text.ts";
import type { ProtocolEdit } from "../../../session/edit-protocol.ts";
import type { ColumnSummary, ValueCount } from "../../../session/column-reading.ts";
import type { Edit } from "./dictionary.tsx";
import { type CodeList, codeEdits, codesOf, levelValue } from "./dictionary-edits.ts";
import { Levels } from "./levels.tsx";
import { visible } from "./visible-text.ts";

const SHOWN = 40;

const CODE_WORDS: Readonly<Record<CodeList, string>> = {
  missing: "unknown",
  not_detected: "not detected",
  not_measured: "not measured",
};

interface ValuesProps {
  readonly variable: Variable;
  readonly analyte: Analyte | null;
  readonly summary: ColumnSummary;
  readonly edit: Edit;
}

export function Values({ variable, analyte, summary, edit }: ValuesProps) {
  const title = useId();
  const isCategorical = ["nominal", "ordinal", "binary"].includes(variable.type);
  const lists: readonly CodeList[] =
    analyte === null ? ["missing"] : ["not_detected", "not_measured", "missing"];
  const codes = lists.flatMap((list) => codesOf(variable, analyte, list));
  const levels = new Set(variable.levels?.map(({ value }) => value));
  const counts = new Map(summary.values.map(({ text, n }) => [text, n]));
  const isNumber = (text: string): boolean =>
    "value" in readNumber(text, ".") || "value" in readNumber(text, ",");
  // Of numbers and dates only what is not one needs a word; numbers that mean something else are given below the list.
  const worth = summary.values.filter(
    ({ text }) =>
      !levels.has(text) &&
      !codes.includes(text) &&
      (isCategorical || (variable.type !== "date" && !isNumber(text))),
  );
  const rows: readonly ValueCount[] = [
    ...codes.map((text) => ({ text, n: counts.get(text) ?? 0 })),
    ...worth.slice(0, SHOWN),
  ];

  function give(text: string, to: CodeList | "level" | ""): void {
    const edits: ProtocolEdit[] = codeEdits(variable, analyte, text, to === "level" || to === "" ? null : to);
    if (to === "level")
      edits.push({
        op: "append",
        path: ["variables", variable.name, "levels"],
        value: levelValue({ value: text, label: text }),
      });
    const words = to === "" ? "nothing special" : to === "level" ? "a level" : CODE_WORDS[to];
    if (edits.length > 0) edit(edits, `read ${text} in ${variable.name} as ${words}`);
  }

  return (
    <>
      {isCategorical && <Levels variable={variable} counts={counts} edit={edit} />}
      <section aria-labelledby={title}>
        <h3 id={title}>{isCategorical ? "Other cells" : "Cells that are not plain numbers"}</h3>
        {rows.length === 0 ? (
          <p className="kicker">
            {isCategorical ? "Every cell is a level or blank." : "None needs a meaning."}
          </p>
        ) : (
          <table className="values">
            <thead>
              <tr>
                <th scope="col">Cell</th>
                <th scope="col" className="numeric">
                  Count
                </th>
                <th scope="col">Means</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ text, n }) => (
                <tr key={text}>
                  <th scope="row">{visible(text)}</th>
                  <td className="numeric">{n}</td>
                  <td>
                    <select
                      aria-label={`What ${visible(text)} means`}
                      value={lists.find((list) => codesOf(variable, analyte, list).includes(text)) ?? ""}
                      onChange={({ target }) => give(text, target.value as CodeList | "level" | "")}
                    >
                      <option value="">{isCategorical ? "not described" : "as it reads"}</option>
                      {isCategorical && <option value="level">a level</option>}
                      {lists.map((list) => (
                        <option key={list} value={list}>
                          {CODE_WORDS[list]}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {worth.length > SHOWN && (
          <p className="kicker">{`${worth.length - SHOWN} more different cells are not listed.`}</p>
        )}
        {!isCategorical && <OtherCode values={summary.values} lists={lists} give={give} />}
      </section>
    </>
  );
}

/** A cell that looks like any other and yet has a meaning of its own: -9, 999, 0. */
function OtherCode(props: {
  values: readonly ValueCount[];
  lists: readonly CodeList[];
  give: (text: string, to: CodeList) => void;
}) {
  const { values, lists, give } = props;
  const id = useId();
  const [text, setText] = useState("");
  const [to, setTo] = useState<CodeList>(lists.at(-1)!);
  const cell = text.trim();
  const found = values.find((value) => value.text === cell);
  return (
    <form
      className="other-code"
      onSubmit={(event) => {
        event.preventDefault();
        if (cell === "") return;
        give(cell, to);
        setText("");
      }}
    >
      <label>
        <span>Another cell</span>
        <input
          list={id}
          value={text}
          onChange={({ target }) => setText(target.value)}
          placeholder="such as -9"
        />
      </label>
      <datalist id={id}>
        {values.map((value) => (
          <option key={value.text} value={value.text}>{`${value.n} times`}</option>
        ))}
      </datalist>
      <label>
        <span>means</span>
        <select value={to} onChange={({ target }) => setTo(target.value as CodeList)}>
          {lists.map((list) => (
            <option key={list} value={list}>
              {CODE_WORDS[list]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={cell === ""}>
        Set
      </button>
      <span className="kicker">
        {cell === ""
          ? ""
          : `${found?.n ?? "not among the most frequent"}${found === undefined ? "" : " cells"}`}
      </span>
    </form>
  );
}
