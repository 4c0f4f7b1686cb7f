/** One part of the outline, open or closed; what is inside is made only while it is open. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Path } from "../../../study/schema-at.ts";
import { issuesAt, useForm } from "./form.ts";

interface SectionProps {
  readonly title: string;
  /** A word or two behind the title, in grey. */
  readonly aside?: string;
  /** What it is about: its problems are counted here, and the text is scrolled to the first. */
  readonly paths: readonly [Path, ...Path[]];
  /** Open from the start; an entry then takes the focus. */
  readonly open?: boolean;
  /** An entry inside a section. */
  readonly entry?: boolean;
  readonly children: ReactNode;
}

export function Section({ title, aside, paths, open = false, entry = false, children }: SectionProps) {
  const [isOpen, setOpen] = useState(open);
  const summary = useRef<HTMLElement>(null);
  const { issues, reveal } = useForm();
  useEffect(() => {
    if (entry && open) summary.current?.focus();
  }, [entry, open]);
  const wrong = new Set(paths.flatMap((path) => issuesAt(issues, path, true))).size;
  const Title = entry ? "h3" : "h2";
  return (
    <details className={entry ? "entry" : "section"} open={isOpen}>
      <summary
        ref={summary}
        onClick={(event) => {
          // Opened here and not by the browser, so that what is inside can be reached by the next key.
          event.preventDefault();
          setOpen(!isOpen);
          if (!isOpen) reveal(paths[0]);
        }}
      >
        <Title>{title}</Title>
        {aside !== undefined && <span className="aside">{aside}</span>}
        {wrong > 0 && (
          <span className="count">
            {wrong}
            <span className="unseen"> {wrong === 1 ? "problem" : "problems"}</span>
          </span>
        )}
      </summary>
      {isOpen && <div className="inside">{children}</div>}
    </details>
  );
}
