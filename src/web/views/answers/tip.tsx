/** Words beside a mark of a figure: over everything, so that no box cuts them, and inside the window. */
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import type { Scene, Target } from "../../../report/figures/scene.ts";

interface TipProps {
  readonly surface: RefObject<HTMLElement | null>;
  readonly scene: Scene;
  readonly target: Target;
  readonly children: ReactNode;
}

const GAP = 6;

export function Tip({ surface, scene, target, children }: TipProps) {
  const tip = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const place = (): void => {
      const [element, box] = [tip.current, surface.current?.getBoundingClientRect()];
      if (element === null || box === undefined) return;
      const scale = box.width / scene.width;
      const { width, height } = element.getBoundingClientRect();
      const left = box.left + (target.x + Math.min(target.width, 160) / 2) * scale;
      const below = box.top + (target.y + target.height) * scale + GAP;
      const above = box.top + target.y * scale - GAP - height;
      element.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - width - GAP))}px`;
      element.style.top = `${below + height > window.innerHeight && above > 0 ? above : below}px`;
    };
    place();
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => window.removeEventListener("scroll", place, { capture: true });
  });
  return createPortal(
    <p ref={tip} className="tip" aria-hidden="true">
      {children}
    </p>,
    document.body,
  );
}
