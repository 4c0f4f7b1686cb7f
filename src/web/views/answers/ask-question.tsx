/** The next question, in words; it is answered as soon as it is asked. */
import { useEffect, useState } from "react";
import { PickOne } from "../../parts/pick.tsx";
import type { Vocabulary } from "../../messages.ts";
import { useStore } from "../../state/store.ts";
import { QuestionSentence } from "./question-sentence.tsx";
import { askEdits, type Draft, firstDraft, KINDS, lacking } from "./question-spec.ts";

interface AskQuestionProps {
  readonly vocabulary: Vocabulary;
  /** Ids of the questions that have an answer on the page, with the ids of their sections. */
  readonly answered: ReadonlyMap<string, string>;
}

export function AskQuestion({ vocabulary, answered }: AskQuestionProps) {
  const { actions } = useStore();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(vocabulary));
  const [problem, setProblem] = useState<string | null>(null);

  const [asked, setAsked] = useState<string | null>(null);

  // The person is taken to the answer as soon as it is there.
  useEffect(() => {
    const section = asked === null ? undefined : answered.get(asked);
    if (section === undefined) return;
    setAsked(null);
    const heading = document.querySelector<HTMLElement>(`#${CSS.escape(section)} h2`);
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  }, [asked, answered]);

  const ask = (): void => {
    const missing = lacking(draft);
    setProblem(missing);
    if (missing !== null) return;
    const { id, edits } = askEdits(vocabulary, draft);
    actions.edit(edits, `ask ${id}`);
    setAsked(id);
    actions.say("Asked. The question is now part of the protocol.");
  };

  return (
    <section className="ask" id="ask" aria-labelledby="ask-title">
      <h2 id="ask-title">Ask a question</h2>
      <p className="sentence">
        Ask{" "}
        <PickOne
          label="Kind of question"
          choices={KINDS}
          value={draft.kind}
          onPick={(kind) => setDraft({ ...draft, kind: kind as Draft["kind"] })}
        />
      </p>
      <QuestionSentence draft={draft} vocabulary={vocabulary} onChange={setDraft} />
      {problem !== null && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="buttons">
        <button type="button" className="primary" onClick={ask}>
          Ask
        </button>
      </p>
    </section>
  );
}
