/** An asked question can be changed in place, moved and removed; the answer follows. */
import { QuestionSentence } from "./question-sentence.tsx";
import { changeEdits, draftOf } from "./question-spec.ts";
import type { Vocabulary } from "../../messages.ts";
import { useStore } from "../../state/store.ts";

export function ChangeQuestion({ id, vocabulary }: { id: string; vocabulary: Vocabulary }) {
  const { actions } = useStore();
  const { questions } = vocabulary.protocol;
  const at = questions.findIndex((question) => question.id === id);
  const question = questions[at];
  if (question === undefined) return null;
  const draft = draftOf(question);
  return (
    <details className="change">
      <summary>
        Change this question<span className="unseen"> ({id})</span>
      </summary>
      <QuestionSentence
        draft={draft}
        vocabulary={vocabulary}
        onChange={(next) => {
          const edits = changeEdits(vocabulary, id, draft, next);
          if (edits.length > 0) actions.edit(edits, `change ${id}`);
        }}
      />
      <p className="buttons">
        <button
          type="button"
          disabled={at === 0}
          onClick={() => actions.edit([{ op: "move", path: ["questions", at], to: at - 1 }], `move ${id}`)}
        >
          Move up
        </button>
        <button
          type="button"
          disabled={at === questions.length - 1}
          onClick={() => actions.edit([{ op: "move", path: ["questions", at], to: at + 1 }], `move ${id}`)}
        >
          Move down
        </button>
        <button
          type="button"
          disabled={questions.length === 1}
          onClick={() => {
            actions.edit([{ op: "remove", path: ["questions", at] }], `remove ${id}`);
            actions.say("Removed. Undo brings it back.");
          }}
        >
          Remove
        </button>
      </p>
    </details>
  );
}
