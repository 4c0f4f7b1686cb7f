/** Markup that the report room wrote: every text from a file is escaped there. */
import { memo } from "react";

export const Markup = memo(function Markup({ html }: { html: string }) {
  return <div className="markup" dangerouslySetInnerHTML={{ __html: html }} />;
});
