/** Who is asked about: everybody, a level of a group, or a condition that was written in the protocol. */
import { PickOne } from "../../parts/pick.tsx";
import type { Vocabulary } from "../../messages.ts";

interface WhereProps {
  readonly vocabulary: Vocabulary;
  readonly value: string | undefined;
  readonly onPick: (value: string) => void;
}

/** Levels that may stand between double quotes of the expression language as they are. */
const isPlain = (text: string): boolean => !/["\\]/.test(text);

export function Where({ vocabulary, value, onPick }: WhereProps) {
  const choices = vocabulary.columns
    .filter(({ type }) => type === "nominal" || type === "ordinal")
    .flatMap(({ name, label, levels }) =>
      (levels ?? [])
        .filter((level) => isPlain(level.value))
        .map((level) => ({ value: `${name} == "${level.value}"`, label: `${label}: ${level.label}` })),
    );
  const written = [
    ...new Set(vocabulary.protocol.questions.flatMap(({ where }) => (where === undefined ? [] : [where]))),
    ...(value === undefined ? [] : [value]),
  ].filter((where, i, all) => all.indexOf(where) === i && !choices.some((c) => c.value === where));
  return (
    <PickOne
      label="Subjects"
      none="everybody"
      choices={[...written.map((where) => ({ value: where, label: where })), ...choices]}
      value={value}
      onPick={onPick}
    />
  );
}
