/** The text of the protocol. The page owns undo; the editor only shows and changes the text. */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type TransactionSpec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Issue, Place } from "../../../../core/issues/issue.ts";
import { colours } from "./colours.ts";
import { type Known, protocolCompletion } from "./completion.ts";
import { diagnosticsOf, placeOf } from "./marks.ts";

export interface YamlEditorHandle {
  /** Puts the cursor at a problem. */
  readonly show: (issue: Issue) => void;
  /** Brings a place into view; the cursor stays. */
  readonly reveal: (place: Place) => void;
}

interface YamlEditorProps {
  readonly text: string;
  readonly issues: readonly Issue[];
  readonly known: Known;
  readonly onType: (text: string) => void;
  readonly onUndo: () => void;
  readonly ref: Ref<YamlEditorHandle>;
}

const TYPING_MS = 150;

/** Marks a change that came from outside the editor. */
const fromPage = Annotation.define<boolean>();

export function YamlEditor({ text, issues, known, onType, onUndo, ref }: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const typed = useRef<ReturnType<typeof setTimeout> | null>(null);
  const newest = useRef({ known, onType, onUndo });
  newest.current = { known, onType, onUndo };

  useEffect(() => {
    const flush = (): void => {
      if (typed.current === null) return;
      clearTimeout(typed.current);
      typed.current = null;
      newest.current.onType(editor.state.doc.toString());
    };
    const undo = (): boolean => {
      flush();
      newest.current.onUndo();
      return true;
    };
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: "open" });
    const editor = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: plainBreaks(text),
        extensions: [
          lineNumbers(),
          lintGutter(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          drawSelection(),
          search({ top: true }),
          bracketMatching(),
          closeBrackets(),
          yaml(),
          indentUnit.of("  "),
          EditorState.tabSize.of(2),
          EditorView.lineWrapping,
          protocolCompletion(() => newest.current.known),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...searchKeymap,
            indentWithTab,
            ...defaultKeymap,
          ]),
          colours,
          EditorView.contentAttributes.of({
            "aria-label": "Text of the protocol, YAML. Escape, then Tab, leaves it.",
            tabindex: "0",
            autocapitalize: "off",
          }),
          EditorView.domEventHandlers({
            blur: flush,
            keydown(event) {
              if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) flush();
              return false;
            },
            beforeinput(event, { state }) {
              if (event.inputType === "historyUndo") return undo();
              // Chromium would keep the look of a replaced text by an inline style, which the page's policy forbids.
              const { data, inputType, isComposing } = event;
              if (inputType !== "insertText" || isComposing || data === null || state.selection.main.empty)
                return false;
              if (/["'([{]/.test(data)) return false;
              editor.dispatch(state.replaceSelection(data), {
                userEvent: "input.type",
                scrollIntoView: true,
              });
              event.preventDefault();
              return true;
            },
          }),
          EditorView.updateListener.of(({ docChanged, transactions }) => {
            if (!docChanged || transactions.some((one) => one.annotation(fromPage) === true)) return;
            if (typed.current !== null) clearTimeout(typed.current);
            typed.current = setTimeout(flush, TYPING_MS);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      flush();
      editor.destroy();
    };
    // The editor is made once; what it shows is given to it below.
  }, []);

  useEffect(() => {
    // While something is being typed, the page's text is the older one.
    if (view.current !== null && typed.current === null)
      view.current.dispatch(toBecome(view.current.state, text));
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor !== null)
      editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(editor.state.doc, issues)));
  }, [issues]);

  useImperativeHandle(ref, () => ({
    show(issue) {
      const editor = view.current;
      const place = editor === null ? null : placeOf(editor.state.doc, issue);
      if (editor === null || place === null) return;
      editor.dispatch({
        selection: { anchor: place.from, head: place.to },
        effects: EditorView.scrollIntoView(place.from, { y: "center" }),
      });
      editor.focus();
    },
    reveal({ line }) {
      const editor = view.current;
      if (editor === null || line === undefined || line > editor.state.doc.lines) return;
      editor.dispatch({
        effects: EditorView.scrollIntoView(editor.state.doc.line(line).from, { y: "start", yMargin: 60 }),
      });
    },
  }));

  return <div className="yaml" ref={host} />;
}

export const plainBreaks = (text: string): string => text.replaceAll("\r\n", "\n");

/** The smallest change that makes the text, so that cursor and scroll stay where they are. */
function toBecome(state: EditorState, text: string): TransactionSpec {
  const before = state.doc.toString();
  const after = plainBreaks(text);
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (before.length === after.length && start === before.length) return {};
  return {
    changes: { from: start, to: before.length - end, insert: after.slice(start, after.length - end) },
    annotations: fromPage.of(true),
    effects: EditorView.scrollIntoView(start, { y: "nearest", yMargin: 60 }),
  };
}
