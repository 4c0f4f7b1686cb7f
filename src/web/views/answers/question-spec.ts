/** A question as the sentence on the page holds it, and the changes of the protocol that it stands for. */
import type { Analyte } from "../../../cohort/dictionary.ts";
import type { ColumnInfo } from "../../../questions/kind.ts";
import type { ProtocolEdit } from "../../../session/edit-protocol.ts";
import type { Choice } from "../../parts/pick.tsx";
import type { Vocabulary } from "../../messages.ts";

/** A question of the protocol with only the entries that the sentence shows; others are kept as they are. */
export interface Draft {
  readonly kind: "detectability" | "describe" | "association" | "regression";
  readonly where?: string;
  readonly analyte?: string;
  readonly by?: string;
  readonly compare?: string;
  readonly reference?: string;
  readonly variables?: readonly string[];
  readonly outcome?: string;
  readonly characteristics?: readonly string[];
  readonly exposure?: string;
  readonly adjust?: readonly string[];
  readonly method?: string;
  /** A declared family, or "new:METHOD" for one of its own. */
  readonly family?: string;
}

export const KINDS: readonly Choice[] = [
  { value: "detectability", label: "detectability" },
  { value: "describe", label: "a description" },
  { value: "association", label: "what goes with" },
  { value: "regression", label: "the effect" },
];

const isGroup = ({ type, levels }: ColumnInfo): boolean =>
  (type === "nominal" || type === "ordinal" || type === "binary") && (levels?.length ?? 0) >= 2;

const choice = ({ name, label }: { name: string; label: string }): Choice => ({ value: name, label });

export const groupChoices = ({ columns }: Vocabulary): readonly Choice[] =>
  columns.filter(isGroup).map(choice);

export const analyteChoices = ({ analytes }: Vocabulary): readonly Choice[] => analytes.map(choice);

export const variableChoices = ({ columns }: Vocabulary): readonly Choice[] =>
  columns.filter(({ type }) => type !== "id" && type !== "date").map(choice);

/** What can be explained: detection of an analyte, or a variable that is true or false. */
export const outcomeChoices = ({ columns, analytes }: Vocabulary): readonly Choice[] => [
  ...analytes.map(({ name, label }) => ({ value: `detected(${name})`, label: `${label} detected` })),
  ...columns.filter(({ type }) => type === "binary" || type === "boolean").map(choice),
];

export function levelChoices({ columns }: Vocabulary, by: string | undefined): readonly Choice[] {
  const levels = columns.find(({ name }) => name === by)?.levels ?? [];
  return levels.map(({ value, label }) => ({ value, label }));
}

const METHODS: readonly Choice[] = [
  { value: "new:holm", label: "a family of its own, by Holm" },
  { value: "new:benjamini-hochberg", label: "a family of its own, by Benjamini-Hochberg" },
  { value: "new:none", label: "a family of its own, not adjusted" },
];

export const familyChoices = ({ protocol }: Vocabulary): readonly Choice[] => [
  ...Object.entries(protocol.families).map(([value, { label, method }]) => ({
    value,
    label: `the family “${label ?? value}”${method === "none" ? ", not adjusted" : `, by ${method}`}`,
  })),
  ...METHODS,
];

/** What still has to be chosen before the question can be asked; null when nothing. */
export function lacking(draft: Draft): string | null {
  switch (draft.kind) {
    case "detectability":
      if (draft.analyte === undefined) return "Choose what is to be detected.";
      if (draft.by === undefined) return "Choose the groups.";
      if (draft.compare === "reference" && draft.reference === undefined)
        return "Choose the group that the others are compared with.";
      return null;
    case "describe":
      return (draft.variables ?? []).length === 0 ? "Choose what is to be described." : null;
    case "association":
      if (draft.outcome === undefined) return "Choose the outcome.";
      return (draft.characteristics ?? []).length === 0 ? "Choose the characteristics." : null;
    case "regression":
      if (draft.outcome === undefined) return "Choose the outcome.";
      return draft.exposure === undefined ? "Choose the variable whose effect is asked for." : null;
  }
}

/** The first sentence offered: the study's first analyte by the groups that its questions already use. */
export function firstDraft(vocabulary: Vocabulary): Draft {
  const { protocol, analytes } = vocabulary;
  const used = protocol.questions.flatMap((q) => ("by" in q && q.by !== undefined ? [q.by] : []));
  const groups = groupChoices(vocabulary).map(({ value }) => value);
  const by = used.find((name) => groups.includes(name)) ?? groups[0];
  const reference = by === undefined ? undefined : referenceOf(vocabulary, by);
  const analyte: Analyte | undefined = analytes[0];
  return {
    kind: analyte === undefined ? "describe" : "detectability",
    ...(analyte === undefined ? {} : { analyte: analyte.name }),
    ...(by === undefined ? {} : { by }),
    compare: "reference",
    ...(reference === undefined ? {} : { reference }),
    family: "new:holm",
    method: "firth-if-separated",
  };
}

export const referenceOf = ({ columns }: Vocabulary, by: string): string | undefined => {
  const column = columns.find(({ name }) => name === by);
  return column?.reference ?? column?.levels?.[0]?.value;
};

/** Entries of the protocol for a kind, in the order in which a person would write them. */
const ENTRIES = {
  detectability: ["where", "analyte", "by", "compare", "reference", "family"],
  describe: ["where", "by", "variables"],
  association: ["where", "outcome", "characteristics", "family"],
  regression: ["where", "outcome", "exposure", "adjust", "method", "family"],
} as const satisfies Record<Draft["kind"], readonly (keyof Draft)[]>;

/** A short name that no question has: `il6-by-diagnosis`, then `il6-by-diagnosis-2`. */
function newId(draft: Draft, taken: ReadonlySet<string>): string {
  const parts: Readonly<Record<Draft["kind"], readonly (string | undefined)[]>> = {
    detectability: [draft.analyte, "by", draft.by],
    describe: ["table", draft.by],
    association: ["with", draft.outcome],
    regression: [draft.exposure, "and", draft.outcome],
  };
  const stem =
    parts[draft.kind]
      .filter((part) => part !== undefined)
      .join("-")
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^[^a-z]+|-+$/g, "") || "question";
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  return id;
}

function familyEdits(
  vocabulary: Vocabulary,
  id: string,
  family: string | undefined,
): { readonly name: string | undefined; readonly edits: readonly ProtocolEdit[] } {
  if (family === undefined || !family.startsWith("new:")) return { name: family, edits: [] };
  let name = id;
  for (let n = 2; name in vocabulary.protocol.families; n++) name = `${id}-${n}`;
  return {
    name,
    edits: [{ op: "set", path: ["families", name], value: { method: family.slice("new:".length) } }],
  };
}

export function askEdits(
  vocabulary: Vocabulary,
  draft: Draft,
): { id: string; edits: readonly ProtocolEdit[] } {
  const id = newId(draft, new Set(vocabulary.protocol.questions.map((question) => question.id)));
  const family = familyEdits(vocabulary, id, draft.family);
  const value: Record<string, unknown> = { id, kind: draft.kind };
  for (const entry of ENTRIES[draft.kind]) {
    const given = entry === "family" ? family.name : draft[entry];
    if (entry === "reference" && draft.compare !== "reference") continue;
    if (given !== undefined && given.length > 0) value[entry] = given;
  }
  return { id, edits: [...family.edits, { op: "append", path: ["questions"], value }] };
}

/** The entries of a question that differ, set or removed one by one, so that everything else stays as it was written. */
export function changeEdits(
  vocabulary: Vocabulary,
  id: string,
  at: number,
  from: Draft,
  to: Draft,
): readonly ProtocolEdit[] {
  const family = familyEdits(vocabulary, id, to.family);
  return [
    ...family.edits,
    ...ENTRIES[to.kind].flatMap((entry): readonly ProtocolEdit[] => {
      const next = entry === "family" ? family.name : to[entry];
      if (JSON.stringify(from[entry]) === JSON.stringify(next)) return [];
      const path = ["questions", at, entry];
      return next === undefined || next.length === 0
        ? from[entry] === undefined
          ? []
          : [{ op: "remove", path }]
        : [{ op: "set", path, value: next }];
    }),
  ];
}

/** What the sentence shows of a question of the protocol; null for a kind that it has no words for. */
export function draftOf(question: Vocabulary["protocol"]["questions"][number]): Draft | null {
  if (question.kind === "reiber") return null;
  const name = (term: string | { readonly variable: string }): string =>
    typeof term === "string" ? term : term.variable;
  const entries = Object.fromEntries(
    ENTRIES[question.kind].flatMap((entry) => {
      const given = (question as Readonly<Record<string, unknown>>)[entry];
      return given === undefined ? [] : [[entry, given]];
    }),
  );
  return {
    ...entries,
    kind: question.kind,
    ...(question.kind === "regression"
      ? { exposure: name(question.exposure), adjust: question.adjust.map(name) }
      : {}),
  };
}
