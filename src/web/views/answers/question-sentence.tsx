/** A question in words with its choices in place: *detectability* of *IL-6* by *diagnosis*, each against *controls*. */
import { PickMany, PickOne } from "../../parts/pick.tsx";
import type { Vocabulary } from "../../messages.ts";
import {
  analyteChoices,
  type Draft,
  familyChoices,
  groupChoices,
  levelChoices,
  outcomeChoices,
  referenceOf,
  variableChoices,
} from "./question-spec.ts";
import { Where } from "./where.tsx";

interface QuestionSentenceProps {
  readonly draft: Draft;
  readonly vocabulary: Vocabulary;
  readonly onChange: (draft: Draft) => void;
}

/** The draft without an entry, or with it. */
function withEntry<K extends keyof Draft>(draft: Draft, key: K, value: Draft[K] | ""): Draft {
  const { [key]: _, ...rest } = draft;
  return (value === "" || value === undefined ? rest : { ...rest, [key]: value }) as Draft;
}

export function QuestionSentence({ draft, vocabulary, onChange }: QuestionSentenceProps) {
  const set = <K extends keyof Draft>(key: K, value: Draft[K] | ""): void =>
    onChange(withEntry(draft, key, value));
  const setBy = (by: string): void => {
    const reference = by === "" ? undefined : referenceOf(vocabulary, by);
    onChange(withEntry(withEntry(draft, "by", by), "reference", reference));
  };
  const groups = (none?: string) => (
    <PickOne
      label="Groups"
      choices={groupChoices(vocabulary)}
      value={draft.by}
      onPick={setBy}
      {...(none === undefined ? {} : { none })}
    />
  );
  const outcome = (
    <PickOne
      label="Outcome"
      choices={outcomeChoices(vocabulary)}
      value={draft.outcome}
      onPick={(value) => set("outcome", value)}
    />
  );
  const family = (
    <>
      {" "}
      P-values belong to{" "}
      <PickOne
        label="Family of p-values"
        choices={familyChoices(vocabulary)}
        value={draft.family}
        onPick={(value) => set("family", value)}
      />
      .
    </>
  );
  const where = <Where vocabulary={vocabulary} value={draft.where} onPick={(value) => set("where", value)} />;

  switch (draft.kind) {
    case "detectability":
      return (
        <p className="sentence">
          Is{" "}
          <PickOne
            label="Analyte"
            choices={analyteChoices(vocabulary)}
            value={draft.analyte}
            onPick={(value) => set("analyte", value)}
          />{" "}
          detected equally often by {groups()},{" "}
          <PickOne
            label="Comparisons"
            choices={[
              { value: "reference", label: "each against" },
              { value: "all-pairs", label: "in all pairs" },
              { value: "none", label: "over all groups at once" },
            ]}
            value={draft.compare ?? "reference"}
            onPick={(value) => set("compare", value)}
          />
          {(draft.compare ?? "reference") === "reference" && (
            <>
              {" "}
              <PickOne
                label="Reference group"
                choices={levelChoices(vocabulary, draft.by)}
                value={
                  draft.reference ?? (draft.by === undefined ? undefined : referenceOf(vocabulary, draft.by))
                }
                onPick={(value) => set("reference", value)}
              />
            </>
          )}{" "}
          among {where}?{draft.compare !== "none" && family}
        </p>
      );
    case "describe":
      return (
        <p className="sentence">
          Who are the subjects? Describe{" "}
          <PickMany
            label="Variables"
            choices={variableChoices(vocabulary)}
            values={draft.variables ?? []}
            onPick={(values) => set("variables", values)}
          />{" "}
          by {groups("nothing, all together")} among {where}.
        </p>
      );
    case "association":
      return (
        <p className="sentence">
          Which of{" "}
          <PickMany
            label="Characteristics"
            choices={variableChoices(vocabulary)}
            values={draft.characteristics ?? []}
            onPick={(values) => set("characteristics", values)}
          />{" "}
          go with {outcome} among {where}?{family}
        </p>
      );
    case "regression":
      return (
        <p className="sentence">
          Does{" "}
          <PickOne
            label="Exposure"
            choices={variableChoices(vocabulary)}
            value={draft.exposure}
            onPick={(value) => set("exposure", value)}
          />{" "}
          go with {outcome} on its own, adjusted for{" "}
          <PickMany
            label="Covariates"
            choices={variableChoices(vocabulary)}
            values={draft.adjust ?? []}
            onPick={(values) => set("adjust", values)}
          />{" "}
          among {where}, by{" "}
          <PickOne
            label="Method"
            choices={[
              { value: "firth-if-separated", label: "logistic regression, Firth’s where separated" },
              { value: "firth", label: "Firth’s logistic regression" },
              { value: "logistic", label: "logistic regression" },
            ]}
            value={draft.method}
            onPick={(value) => set("method", value)}
          />
          ?{family}
        </p>
      );
  }
}
