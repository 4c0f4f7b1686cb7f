/** An asked question can be changed in place, moved and removed; the answer follows. */
import { QuestionSentence } from "./question-sentence.tsx";
import { changeEdits, draftOf } from "./question-spec.ts";
import { questionPlace } from "../../../session/question-place.ts";
import { useStore, useStudy } from "../../state/store.ts";

export function ChangeQuestion({ id }: { id: string }) {
  const { actions, get } = useStore();
  const vocabulary = useStudy(
    (state) => state.study?.evaluation?.vocabulary ?? state.study?.answered?.vocabulary ?? null,
  );
  if (vocabulary === null) return null;
  const { questions } = vocabulary.protocol;
  const at = questions.findIndex((question) => question.id === id);
  const question = questions[at];
  if (question === undefined) return null;
  const draft = draftOf(question);
  /** Its place in the text as it is now: a change may be made before the one before it was answered. */
  const place = (): number => questionPlace(get().study?.history.now.protocol ?? "", id);
  const move = (by: number): void => {
    const from = place();
    if (from >= 0) actions.edit([{ op: "move", path: ["questions", from], to: from + by }], `move ${id}`);
  };
  return (
    <details className="change">
      <summary>
        Change this question<span className="unseen"> ({id})</span>
      </summary>
      {draft === null ? (
        <p>Change it in the protocol.</p>
      ) : (
        <QuestionSentence
          draft={draft}
          vocabulary={vocabulary}
          onChange={(next) => {
            const from = place();
            const edits = from < 0 ? [] : changeEdits(vocabulary, id, from, draft, next);
            if (edits.length > 0) actions.edit(edits, `change ${id}`);
          }}
        />
      )}
      <p className="buttons">
        <button type="button" disabled={at === 0} onClick={() => move(-1)}>
          Move up
        </button>
        <button type="button" disabled={at === questions.length - 1} onClick={() => move(1)}>
          Move down
        </button>
        <button
          type="button"
          disabled={questions.length === 1}
          onClick={() => {
            const from = place();
            if (from < 0) return;
            actions.edit([{ op: "remove", path: ["questions", from] }], `remove ${id}`);
            actions.say("Removed. Undo brings it back.");
          }}
        >
          Remove
        </button>
      </p>
    </details>
  );
}
