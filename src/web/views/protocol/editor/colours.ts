/** Colours of the text: the page's own variables, so that light and dark follow it. */
import { syntaxTree } from "@codemirror/language";
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const MARKS: Readonly<Record<string, Decoration>> = {
  Key: Decoration.mark({ class: "yaml-key" }),
  Comment: Decoration.mark({ class: "yaml-comment" }),
  QuotedLiteral: Decoration.mark({ class: "yaml-quoted" }),
  BlockLiteralHeader: Decoration.mark({ class: "yaml-sign" }),
  "[": Decoration.mark({ class: "yaml-sign" }),
  "]": Decoration.mark({ class: "yaml-sign" }),
  "{": Decoration.mark({ class: "yaml-sign" }),
  "}": Decoration.mark({ class: "yaml-sign" }),
  "-": Decoration.mark({ class: "yaml-sign" }),
};

function marksIn(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        const mark = MARKS[node.name];
        if (mark === undefined || node.from >= node.to) return true;
        builder.add(node.from, node.to, mark);
        return false;
      },
    });
  return builder.finish();
}

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marksIn(view);
    }

    update(update: ViewUpdate): void {
      if (
        update.docChanged ||
        update.viewportChanged ||
        syntaxTree(update.startState) !== syntaxTree(update.state)
      )
        this.decorations = marksIn(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.86rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
    lineHeight: "1.55",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": {
    backgroundColor: "var(--wash)",
    color: "var(--soft)",
    border: "0",
    borderRight: "1px solid var(--line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--wash) 60%, transparent)" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 26%, transparent)",
  },
  ".yaml-key": { color: "var(--link)" },
  ".yaml-comment": { color: "var(--soft)", fontStyle: "italic" },
  ".yaml-sign": { color: "var(--soft)" },
  ".cm-matchingBracket": { backgroundColor: "var(--mark)", color: "inherit" },
  ".cm-tooltip": {
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "4px",
    boxShadow: "0 4px 16px var(--shade)",
    maxWidth: "min(34rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--link)",
    color: "var(--link-ink)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)", marginLeft: "1rem" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-tooltip.cm-completionInfo": {
    padding: "0.4rem 0.6rem",
    fontFamily: '"Source Sans 3", system-ui, sans-serif',
  },
  ".cm-diagnostic": { padding: "0.4rem 0.7rem", fontFamily: '"Source Sans 3", system-ui, sans-serif' },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--warn-line)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--bad)",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warn-line)",
    textUnderlineOffset: "0.2em",
  },
  ".cm-gutter-lint": { width: "1rem" },
  ".cm-lint-marker": {
    width: "0.7rem",
    height: "0.7rem",
    borderRadius: "50%",
    margin: "0.32rem 0.15rem",
    content: "none",
  },
  ".cm-lint-marker-error": { backgroundColor: "var(--bad)" },
  ".cm-lint-marker-warning": { backgroundColor: "var(--warn-line)" },
  ".cm-panels": { backgroundColor: "var(--wash)", color: "var(--ink)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search": {
    padding: "0.5rem 2rem 0.5rem 0.7rem",
    fontFamily: '"Source Sans 3", system-ui, sans-serif',
    "& input:not([type=checkbox]), & button": {
      font: "inherit",
      minHeight: "1.8rem",
      color: "var(--ink)",
      background: "var(--paper)",
      border: "1px solid var(--edge)",
      borderRadius: "4px",
      margin: "0.1rem 0.4rem 0.1rem 0",
      padding: "0 0.6rem",
    },
    "& :focus-visible": { outline: "2px solid var(--link)", outlineOffset: "1px" },
    "& label": { fontSize: "inherit", marginRight: "0.6rem" },
    "& input[type=checkbox]": { verticalAlign: "-0.1rem" },
    "& button[name=close]": { fontSize: "1.2rem", minWidth: "1.8rem", border: "0", background: "none" },
  },
  ".cm-searchMatch": { backgroundColor: "var(--mark)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--link)" },
});

export const colours: Extension = [marks, theme];
