/** Another limit, tried: what the question would find, said plainly to be no answer to it. */
import { useMemo } from "react";
import { proseToText } from "../../../report/format.ts";
import type { SceneAxis } from "../../../report/figures/scene.ts";
import { figureToSvg } from "../../../report/svg.ts";
import { Markup } from "../../parts/markup.tsx";
import { useStore, useStudy } from "../../state/store.ts";

interface ExplorationProps {
  readonly questionId: string;
  readonly analyte: string;
  readonly unit: string;
  /** Range of the concentrations that were measured. */
  readonly axis: SceneAxis;
  readonly prefix: string;
}

/** Steps of the slider over its whole range. */
const STEPS = 200;

/** Three digits: what a hand on a slider means. */
const short = (value: number): number => Number(value.toPrecision(3));

export function Exploration({ questionId, analyte, unit, axis, prefix }: ExplorationProps) {
  const { actions } = useStore();
  const exploration = useStudy((state) => {
    const current = state.study?.exploration ?? null;
    return current?.analyte === analyte ? current : null;
  });
  const answer = exploration?.answers.find((entry) => entry.answer.id === questionId);
  const bars = answer?.shown.figures.find((figure) => figure.kind === "bars");
  const svg = useMemo(
    () => (bars === undefined ? "" : figureToSvg(bars, { theme: "page", idPrefix: `${prefix}-explored` })),
    [bars, prefix],
  );
  const log = axis.scale === "log";
  const [low, high] = log ? [Math.log(axis.low), Math.log(axis.high)] : [axis.low, axis.high];
  const valueOf = (step: number): number => {
    const x = low + ((high - low) * step) / STEPS;
    return short(log ? Math.exp(x) : x);
  };
  const stepOf = (value: number): number =>
    Math.round(((log ? Math.log(value) : value) - low) * (STEPS / (high - low)));
  const threshold = exploration?.threshold;

  return (
    <div className={threshold === undefined ? "explore" : "explore on"}>
      <label>
        Explore another limit of detection{" "}
        <input
          type="range"
          min={0}
          max={STEPS}
          value={threshold === undefined ? STEPS / 2 : stepOf(threshold)}
          aria-valuetext={threshold === undefined ? "none" : `${threshold} ${unit}`}
          onChange={({ target }) => actions.explore(analyte, valueOf(Number(target.value)))}
        />
      </label>
      {threshold !== undefined && (
        <>
          <output>
            {threshold} {unit}
          </output>
          <button type="button" onClick={actions.stopExploring}>
            Stop exploring
          </button>
          <div className="explored" role="region" aria-label="Exploration" aria-live="polite">
            <p>
              <strong>Exploration, not the prespecified answer.</strong> If a sample counted as detected from{" "}
              {threshold} {unit} on:
            </p>
            {answer === undefined ? (
              <p>Answering…</p>
            ) : (
              <>
                <p>{proseToText(answer.shown.headline)}</p>
                <Markup html={svg} />
                <p className="notes">
                  P-values are not adjusted here, and a limit chosen after seeing the data proves nothing. The
                  protocol and its answer above are unchanged.
                </p>
              </>
            )}
          </div>
        </>
      )}
    </div>
  );
}
