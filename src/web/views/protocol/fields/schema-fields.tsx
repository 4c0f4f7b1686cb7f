/** The fields of one entry, in the order of the schema: a new key of a question needs nothing here. */
import { namesAt } from "../../../../session/protocol-names.ts";
import { type Path, schemaAt, type SchemaNode } from "../../../../study/schema-at.ts";
import { meaningAt, useForm } from "../form.ts";
import { wordsFor } from "../words.ts";
import { LONG } from "./add-choice.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { DetectionField } from "./detection-field.tsx";
import { LevelsField } from "./levels-field.tsx";
import { ListField } from "./list-field.tsx";
import { RangeField } from "./range-field.tsx";
import { ExposureField, TermsField } from "./terms-field.tsx";
import { TextField } from "./text-field.tsx";

interface SchemaFieldsProps {
  readonly path: Path;
  /** Only these keys, in this order; all where left out. */
  readonly keys?: readonly string[];
}

export function SchemaFields({ path, keys }: SchemaFieldsProps) {
  const { root } = useForm();
  const properties = Object.assign(
    {},
    ...schemaAt(path, root).map((node) => node.properties ?? {}),
  ) as Record<string, SchemaNode>;
  return (
    <>
      {(keys ?? Object.keys(properties))
        .filter((key) => properties[key] !== undefined && properties[key].const === undefined)
        .map((key) => (
          <SchemaField key={key} path={[...path, key]} />
        ))}
    </>
  );
}

const WIDGETS: Readonly<Record<string, (props: { path: Path }) => React.ReactNode>> = {
  levels: LevelsField,
  range: RangeField,
  detection: DetectionField,
  exposure: ExposureField,
  adjust: TermsField,
};

/** Texts that are sentences. */
const LINES: Readonly<Record<string, number>> = { description: 4, title: 2, expression: 2 };

const EXPRESSIONS: ReadonlySet<string> = new Set(["where", "outcome", "expression"]);

export function SchemaField({ path }: { path: Path }) {
  const { root, data } = useForm();
  const key = String(path.at(-1));
  const Widget = WIDGETS[key];
  if (Widget !== undefined) return <Widget path={path} />;

  const nodes = schemaAt(path, root);
  const shared = { path, label: wordsFor(key), hint: meaningAt(path, root) };
  const names = namesAt(path, root, data);
  const types = nodes.flatMap(({ type = [] }) => type);
  const given = nodes.find((node) => node.default !== undefined)?.default;
  const otherwise =
    given === undefined ? undefined : given === true ? "yes" : given === false ? "no" : (given as string);
  const words = nodes.flatMap((node) => (node.enum ?? []).map(String));

  if (nodes.some(({ properties }) => properties !== undefined))
    return (
      <fieldset className="entry-field inner">
        <legend>{shared.label}</legend>
        <SchemaFields path={path} />
      </fieldset>
    );
  if (types.includes("array")) return <ListField {...shared} choices={names} />;
  if (words.length > 0)
    return (
      <ChoiceField
        {...shared}
        otherwise={otherwise}
        choices={words.map((value) => ({ value, label: value }))}
      />
    );
  if (types.length === 1 && types[0] === "boolean")
    return (
      <ChoiceField
        {...shared}
        otherwise={otherwise}
        toValue={(choice) => choice === "true"}
        choices={[
          { value: "true", label: "yes" },
          { value: "false", label: "no" },
        ]}
      />
    );
  if (names !== null && names.length <= LONG && !EXPRESSIONS.has(key) && path[0] !== "data")
    return <ChoiceField {...shared} choices={names} />;
  return (
    <TextField
      {...shared}
      as={writtenAs(types)}
      code={EXPRESSIONS.has(key)}
      choices={names ?? undefined}
      {...(LINES[key] === undefined ? {} : { lines: LINES[key] })}
    />
  );
}

/** A limit is a number or the name of a column; a cell is text, also where it looks like a number. */
function writtenAs(types: readonly string[]): "text" | "number" | "either" {
  const numeric = types.includes("number") || types.includes("integer");
  if (!numeric || types.includes("boolean")) return "text";
  return types.includes("string") ? "either" : "number";
}
