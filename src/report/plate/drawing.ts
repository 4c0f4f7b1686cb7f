import { escapeMarkup } from "../escape.ts";
import type { Scene } from "../figures/scene.ts";
import { labelToHtml } from "../format.ts";
import { sceneToSvg } from "../svg.ts";
import { notesToHtml } from "../tables.ts";

/** A drawing with its caption; its text alternative is inside it, and the numbers stand in the tables below. */
export function drawingToHtml(scene: Scene, id: string, title: string, alt: string): string {
  return [
    "<figure>",
    `<div class="scroll" role="region" aria-label="${escapeMarkup(title)}" tabindex="0">`,
    sceneToSvg(scene, { id, title, alt }, { theme: "page" }).trimEnd(),
    "</div>",
    `<figcaption>${labelToHtml(title)}`,
    ...notesToHtml([escapeMarkup(alt)]),
    "</figcaption>",
    "</figure>",
  ].join("\n");
}
