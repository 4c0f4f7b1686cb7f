/** The protocol as forms and as text, two sides of one document: either changes the other. */
import { useMemo, useRef } from "react";
import type { Issue } from "../../../core/issues/issue.ts";
import { type PlainProtocol, plainProtocol } from "../../../study/read-protocol.ts";
import { IssueList } from "../../parts/issues.tsx";
import { useStore, useStudy } from "../../state/store.ts";
import { YamlEditor, type YamlEditorHandle } from "./editor/yaml-editor.tsx";
import { FormContext, type ProtocolForm } from "./form.ts";
import { Forms } from "./forms.tsx";

const NONE: readonly Issue[] = [];
const NOTHING = {};

/** Typing that pauses for longer is another step of undo. */
const STEP_MS = 1200;

export function ProtocolView() {
  const { actions } = useStore();
  const text = useStudy((state) => state.study!.history.now.protocol);
  const files = useStudy((state) => state.study!.history.now.files);
  const issues = useStudy((state) => state.study!.evaluation?.protocolIssues ?? NONE);
  const tables = useStudy((state) => state.study!.evaluation?.tables);
  const editor = useRef<YamlEditorHandle>(null);
  const step = useRef({ at: 0, n: 0 });

  const readable = useMemo(() => plainProtocol(text), [text]);
  const lastReadable = useRef<PlainProtocol>(null);
  if (readable !== null) lastReadable.current = readable;
  const shown = readable ?? lastReadable.current;
  const root = shown?.root ?? NOTHING;
  const data = useMemo(
    () => ({
      files: [...files.keys()],
      headers: [...new Set((tables ?? []).flatMap(({ columns }) => columns))],
    }),
    [files, tables],
  );
  const form = useMemo(
    (): ProtocolForm => ({
      root,
      data,
      issues,
      edit: (edits, label) => actions.edit(edits, label),
      reveal: (path) => shown !== null && editor.current?.reveal(shown.source.place(path, { key: true })),
    }),
    [root, data, issues, actions, shown],
  );

  const onType = (typed: string): void => {
    const at = performance.now();
    if (at - step.current.at > STEP_MS) step.current.n += 1;
    step.current.at = at;
    const breaks = text.includes("\r\n") ? "\r\n" : "\n";
    actions.setProtocol(
      typed.replaceAll("\n", breaks),
      "type in the protocol",
      `protocol-text-${step.current.n}`,
    );
  };

  return (
    <>
      <h1 className="unseen">Protocol</h1>
      <div className="protocol">
        <section className="forms" aria-label="Protocol as forms">
          <fieldset className="plain" disabled={readable === null}>
            <legend className="unseen">Protocol</legend>
            <FormContext value={form}>
              <Forms />
            </FormContext>
          </fieldset>
        </section>
        <section className="text" aria-label="Protocol as text">
          <YamlEditor
            ref={editor}
            text={text}
            issues={issues}
            known={{ root, data }}
            onType={onType}
            onUndo={actions.undo}
          />
          <p className="hint">
            {readable === null
              ? "This text cannot be read as YAML. The forms follow it again as soon as it can."
              : "study.yaml. Ctrl-Space shows what may stand at the cursor. Escape, then Tab, leaves the editor."}
          </p>
          <div className="protocol-problems" aria-live="polite">
            {issues.length === 0 ? (
              <p className="hint">No problem in the protocol.</p>
            ) : (
              <IssueList
                issues={issues}
                label="Problems of the protocol"
                goTo={(issue) => editor.current?.show(issue)}
              />
            )}
          </div>
        </section>
      </div>
    </>
  );
}
