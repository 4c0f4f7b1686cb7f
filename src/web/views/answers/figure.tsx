/** A figure with its numbers, copied and saved as SVG or PNG. */
import { useMemo } from "react";
import { figureNumbers } from "../../../report/figures/numbers.ts";
import { proseToHtml, proseToText } from "../../../report/format.ts";
import { figureToScene, figureToSvg } from "../../../report/svg.ts";
import { tableToHtml } from "../../../report/tables.ts";
import type { FigureSpec } from "../../../questions/answer.ts";
import type { Target } from "../../../report/figures/scene.ts";
import { Markup } from "../../parts/markup.tsx";
import { pngOf } from "../../state/png.ts";
import { download, fileName } from "../../state/save.ts";
import { useStore } from "../../state/store.ts";
import { Drawing } from "./drawing.tsx";
import { Exploration } from "./exploration.tsx";

interface FigureProps {
  readonly figure: FigureSpec;
  readonly number: string;
  readonly questionId: string;
  readonly prefix: string;
  readonly synthetic: boolean;
}

export function Figure({ figure, number, questionId, prefix, synthetic }: FigureProps) {
  const { actions, engine } = useStore();
  const numbers = useMemo(
    () => tableToHtml(figureNumbers(figure), { idPrefix: prefix, captionHidden: true }),
    [figure, prefix],
  );
  const analyte = figure.kind === "swarm" ? figure.analyte : undefined;
  const axis = useMemo(
    () => (analyte === undefined ? undefined : figureToScene(figure).axis),
    [figure, analyte],
  );
  const name = `${synthetic ? "synthetic-" : ""}${fileName(questionId)}-${fileName(figure.id)}`;
  const file = (): string =>
    figureToSvg(figure, {
      theme: "light",
      ...(synthetic ? { footnote: "Synthetic data, not from patients" } : {}),
    });

  const saved = async (work: Promise<string>): Promise<void> => {
    try {
      actions.say(await work);
    } catch (problem) {
      actions.say(problem instanceof Error ? problem.message : String(problem), "problem");
    }
  };
  const showPeople = async ({ who, values, label }: Target): Promise<void> => {
    if (who === undefined) return;
    const rows = await engine.call("people", { who, ...(values === undefined ? {} : { values }) });
    if (rows !== null) actions.showPeople({ words: label, rows });
  };
  const savePng = async (): Promise<string> => {
    download(`${name}.png`, await pngOf(file()), "image/png");
    return `Saved ${name}.png`;
  };
  const copy = async (): Promise<string> => {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(file()) })]);
    return "The figure is on the clipboard.";
  };

  return (
    <figure aria-labelledby={`${prefix}-caption`}>
      <div className="scroll">
        <Drawing
          figure={figure}
          label={`${number} ${figure.title}`}
          prefix={prefix}
          onChoose={(target) => void showPeople(target)}
          {...(analyte === undefined ? {} : { onLimit: (value) => actions.explore(analyte, value) })}
        />
      </div>
      <figcaption id={`${prefix}-caption`}>
        <b>{number}</b> {figure.title}
        {figure.notes.map((note, i) => (
          <p key={i} className="notes">
            {proseToText(note)}
          </p>
        ))}
      </figcaption>
      <p className="tools">
        <button type="button" onClick={() => void saved(copy())}>
          Copy
        </button>
        <button
          type="button"
          onClick={() => {
            download(`${name}.svg`, file(), "image/svg+xml");
            actions.say(`Saved ${name}.svg`);
          }}
        >
          SVG
        </button>
        <button type="button" onClick={() => void saved(savePng())}>
          PNG
        </button>
      </p>
      {analyte !== undefined && axis !== undefined && (
        <Exploration
          questionId={questionId}
          analyte={analyte}
          unit={figure.kind === "swarm" ? (figure.unit ?? "") : ""}
          axis={axis}
          prefix={prefix}
        />
      )}
      <details className="numbers">
        <summary>
          Numbers behind the figure<span className="unseen">: {figure.title}</span>
        </summary>
        <Markup html={`<p class="alternative">${proseToHtml(figure.alt)}</p>${numbers}`} />
      </details>
    </figure>
  );
}
