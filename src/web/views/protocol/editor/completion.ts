/** What may be written at the cursor, in the form that the editor wants. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { completeProtocol, type ProtocolOption } from "../../../../session/complete-protocol.ts";
import type { DataNames } from "../../../../session/protocol-names.ts";

export interface Known {
  readonly root: unknown;
  readonly data: DataNames;
}

const TYPES = { key: "property", word: "keyword", name: "variable" } as const;

const isLong = (detail: string): boolean => detail.length > 42;

function optionOf({ label, put, kind, detail }: ProtocolOption): Completion {
  return {
    label,
    type: TYPES[kind],
    ...(detail === "" ? {} : isLong(detail) ? { info: detail } : { detail }),
    apply(view: EditorView, _: Completion, from: number, to: number) {
      view.dispatch({
        changes: { from, to, insert: put },
        selection: { anchor: from + put.length },
        userEvent: "input.complete",
      });
      // A key is followed by the words that may stand there.
      if (put.endsWith(": ")) startCompletion(view);
    },
  };
}

export function protocolCompletion(known: () => Known): Extension {
  return autocompletion({
    icons: false,
    override: [
      (context: CompletionContext): CompletionResult | null => {
        const { root, data } = known();
        const found = completeProtocol(context.state.doc.toString(), context.pos, root, data);
        if (found === null || (!context.explicit && found.from === context.pos)) return null;
        return { from: found.from, options: found.options.map(optionOf), validFor: /^[\w.-]*$/ };
      },
    ],
  });
}
