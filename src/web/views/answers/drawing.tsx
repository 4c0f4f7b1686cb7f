/** A drawing that can be touched: each mark tells its numbers, and choosing it shows the people behind it. */
import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from "react";
import type { FigureSpec } from "../../../questions/answer.ts";
import type { Target } from "../../../report/figures/scene.ts";
import { figureToScene, figureToSvg } from "../../../report/svg.ts";
import { valueAt, yAt } from "../../../report/figures/axis.ts";
import { Markup } from "../../parts/markup.tsx";
import { Tip } from "./tip.tsx";

interface DrawingProps {
  readonly figure: FigureSpec;
  readonly label: string;
  readonly prefix: string;
  readonly onChoose: (target: Target) => void;
  /** A limit line was dragged to this value; absent where limits cannot be explored. */
  readonly onLimit?: (value: number) => void;
}

/** Steps that a limit moves by per key press, as a share of its size. */
const LIMIT_STEP = 0.05;

export function Drawing({ figure, label, prefix, onChoose, onLimit }: DrawingProps) {
  const svg = useMemo(() => figureToSvg(figure, { theme: "page", idPrefix: prefix }), [figure, prefix]);
  const scene = useMemo(() => figureToScene(figure), [figure]);
  const targets = scene.targets ?? [];
  const [at, setAt] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const [dragged, setDragged] = useState<number | null>(null);
  const surface = useRef<HTMLDivElement>(null);
  const id = useId();
  const active = at === null ? undefined : targets[at];
  const hint = useId();

  const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;
  const box = (x: number, y: number, width: number, height: number) => ({
    left: percent(x, scene.width),
    top: percent(y, scene.height),
    width: percent(width, scene.width),
    height: percent(height, scene.height),
  });

  /** Where a pointer is, in the drawing's own coordinates. */
  function pointOf(event: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = surface.current!.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / width) * scene.width,
      y: ((event.clientY - top) / height) * scene.height,
    };
  }

  /** The smallest target under a point: a point of a swarm lies on its group. */
  function under({ x, y }: { x: number; y: number }): number | null {
    let best: number | null = null;
    targets.forEach((target, i) => {
      const inside =
        x >= target.x && x <= target.x + target.width && y >= target.y && y <= target.y + target.height;
      const smaller =
        best === null || target.width * target.height < targets[best]!.width * targets[best]!.height;
      if (inside && smaller) best = i;
    });
    return best;
  }

  const choose = (target: Target): void => {
    if (target.limit === undefined) onChoose(target);
    else onLimit?.(target.limit);
  };

  function onKeyDown(event: KeyboardEvent): void {
    const last = targets.length - 1;
    const move = (to: number): void => setAt(Math.min(last, Math.max(0, to)));
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => move((at ?? -1) + 1),
      ArrowDown: () => (active?.limit === undefined ? move((at ?? -1) + 1) : nudge(1 - LIMIT_STEP)),
      ArrowLeft: () => move((at ?? 1) - 1),
      ArrowUp: () => (active?.limit === undefined ? move((at ?? 1) - 1) : nudge(1 + LIMIT_STEP)),
      Home: () => move(0),
      End: () => move(last),
      Enter: () => active !== undefined && choose(active),
      " ": () => active !== undefined && choose(active),
    };
    const act = moves[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** From where the limit was last put, or stands. */
  function nudge(factor: number): void {
    const from = dragged ?? active?.limit;
    if (from === undefined || onLimit === undefined) return;
    setDragged(from * factor);
    onLimit(Number((from * factor).toPrecision(3)));
  }

  const { axis } = scene;
  const shown = focused || dragged !== null ? active : at === null ? undefined : active;
  return (
    <div className="drawing">
      <Markup html={svg} />
      <div
        ref={surface}
        className={active?.limit === undefined ? "surface" : "surface draggable"}
        role="listbox"
        tabIndex={0}
        aria-label={`Marks of ${label}`}
        aria-describedby={hint}
        aria-activedescendant={active === undefined ? undefined : `${id}-${at}`}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true);
          if (at === null && targets.length > 0) setAt(0);
        }}
        onBlur={() => {
          setFocused(false);
          setAt(null);
        }}
        onPointerMove={(event) => {
          const point = pointOf(event);
          if (dragged !== null && axis !== undefined && event.buttons === 1 && active?.limit !== undefined) {
            const value = valueAt(axis, Math.min(axis.bottom, Math.max(axis.top, point.y)));
            setDragged(value);
            onLimit?.(Number(value.toPrecision(3)));
          } else if (event.buttons === 0) setAt(under(point));
        }}
        onPointerLeave={(event) => {
          if (event.buttons === 0 && !focused) setAt(null);
        }}
        onPointerDown={(event) => {
          const found = under(pointOf(event));
          setAt(found);
          const limit = found === null ? undefined : targets[found]!.limit;
          if (limit === undefined || onLimit === undefined) return;
          setDragged(limit);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerUp={() => setDragged(null)}
        onClick={() => {
          if (active !== undefined && active.limit === undefined) choose(active);
        }}
      >
        {targets.length === 0 && (
          <div role="option" aria-selected={false} className="unseen">
            Nothing to touch
          </div>
        )}
        {targets.length > 0 && (
          <div
            role="option"
            id={`${id}-${at ?? 0}`}
            aria-selected={at !== null}
            aria-setsize={targets.length}
            aria-posinset={(at ?? 0) + 1}
            aria-label={targets[at ?? 0]!.label}
            className={active === undefined ? "target" : "target active"}
            style={
              active === undefined ? box(0, 0, 0, 0) : box(active.x, active.y, active.width, active.height)
            }
          />
        )}
        {dragged !== null && axis !== undefined && (
          <div className="limit" style={box(axis.left, yAt(axis, dragged), axis.right - axis.left, 0)} />
        )}
      </div>
      <p id={hint} className="unseen">
        Arrow keys go from mark to mark; Enter shows the people behind a mark
        {onLimit === undefined ? "." : ", and on a limit the up and down keys move it."}
      </p>
      {shown !== undefined && (
        <Tip surface={surface} scene={scene} target={shown}>
          {shown.label}
          <small>{action(shown, onLimit !== undefined, focused)}</small>
        </Tip>
      )}
    </div>
  );
}

function action(target: Target, canExplore: boolean, byKeyboard: boolean): string {
  if (target.limit !== undefined) {
    if (!canExplore) return "";
    return byKeyboard ? "Up and down explore another limit" : "Drag it to explore another limit";
  }
  if (target.who === undefined) return "";
  return `${byKeyboard ? "Press Enter" : "Click"} to see these people in the data`;
}
