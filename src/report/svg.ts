import type { FigureSpec } from "../questions/answer.ts";
import { escapeMarkup, idPart } from "./escape.ts";
import { barsScene } from "./figures/bars.ts";
import { diagramScene } from "./figures/diagram.ts";
import { forestScene } from "./figures/forest.ts";
import type { Mark, Paint, Scene } from "./figures/scene.ts";
import { swarmScene } from "./figures/swarm.ts";
import { proseToText } from "./format.ts";

export interface SvgOptions {
  /** `light` and `dark` have colours of their own; `page` takes them from the page's CSS variables. */
  readonly theme: "light" | "dark" | "page";
  /** Put before the figure's id, so that ids stay unique where several answers stand on one page. */
  readonly idPrefix?: string;
  /** A line under the drawing of a file: a figure travels without its report. */
  readonly footnote?: string;
}

/**
 * Blue and vermilion of the Okabe-Ito palette, told apart in every common colour blindness; fill, shape and hatching
 * repeat what colour says.
 */
export const palette: Readonly<Record<"light" | "dark", Readonly<Record<Exclude<Paint, "hatch">, string>>>> =
  {
    light: {
      ink: "#1b1f24",
      muted: "#57606a",
      rule: "#8a939d",
      grid: "#e7eaee",
      paper: "#ffffff",
      wash: "#f3f5f7",
      accent: "#0072b2",
      accentSoft: "#b5d7ea",
      contrast: "#c04f00",
    },
    dark: {
      ink: "#e8eaed",
      muted: "#a9b2bc",
      rule: "#6b7580",
      grid: "#2a3037",
      paper: "#15181c",
      wash: "#1e2328",
      accent: "#56b4e9",
      accentSoft: "#2a5f82",
      contrast: "#f0a04b",
    },
  };

/** The CSS variable of a paint, as `figureToSvg` with theme `page` refers to it. */
export const paintVariable = (paint: Exclude<Paint, "hatch">): string =>
  `--fig-${paint.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const family = `"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif`;

/** The drawing of a figure as data. */
export function figureToScene(spec: FigureSpec): Scene {
  switch (spec.kind) {
    case "bars":
      return barsScene(spec);
    case "swarm":
      return swarmScene(spec);
    case "forest":
      return forestScene(spec);
    case "diagram":
      return diagramScene(spec);
  }
}

/** Coordinates to two decimals: the same bytes wherever the last bits of a logarithm differ. */
const at = (x: number): string =>
  String(Object.is(Math.round(x * 100) / 100, -0) ? 0 : Math.round(x * 100) / 100);

/**
 * A figure as an SVG file or, with theme `page`, as an element of a page. Title and text alternative are
 * inside; ids come from the figure's id; every label is escaped.
 */
export const figureToSvg = (spec: FigureSpec, options: SvgOptions): string =>
  sceneToSvg(figureToScene(spec), { id: spec.id, title: spec.title, alt: proseToText(spec.alt) }, options);

/** What a drawing is called, and what it says to somebody who does not see it. */
export interface SceneWords {
  readonly id: string;
  readonly title: string;
  readonly alt: string;
}

/** A drawing as SVG, as `figureToSvg` writes it. */
export function sceneToSvg(scene: Scene, words: SceneWords, options: SvgOptions): string {
  const id = `${options.idPrefix === undefined ? "" : `${idPart(options.idPrefix)}-`}${idPart(words.id)}`;
  const paint = (name: Paint): string => {
    if (name === "hatch") return `url(#${id}-hatch)`;
    return options.theme === "page" ? `var(${paintVariable(name)})` : palette[options.theme][name];
  };
  const hatched = scene.marks.some((mark) => mark.shape === "rect" && mark.fill === "hatch");
  // A file of its own has a margin; on a page the page gives it.
  const margin = options.theme === "page" ? 0 : 12;
  const foot = options.footnote === undefined ? 0 : 20;
  const box = [-margin, -margin, scene.width + 2 * margin, scene.height + 2 * margin + foot].map(at);
  const size = `width="${box[2]}" height="${box[3]}" viewBox="${box.join(" ")}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" role="img" aria-labelledby="${id}-title ${id}-desc" ${size} font-family="${escapeMarkup(family)}">`,
    `<title id="${id}-title">${escapeMarkup(words.title)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(words.alt)}</desc>`,
    ...(hatched ? [hatchDefinition(id, paint)] : []),
    ...(options.theme === "page"
      ? []
      : [
          `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${paint("paper")}"/>`,
        ]),
    ...scene.marks.map((mark) => markToSvg(mark, paint)),
    ...(options.footnote === undefined
      ? []
      : [
          `<text x="0" y="${at(scene.height + 16)}" font-size="12" font-weight="bold" fill="${paint("contrast")}">${escapeMarkup(options.footnote)}</text>`,
        ]),
    "</svg>",
    "",
  ].join("\n");
}

const hatchDefinition = (id: string, paint: (name: Paint) => string): string =>
  `<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
  `<rect width="6" height="6" fill="${paint("wash")}"/><rect width="2" height="6" fill="${paint("rule")}"/></pattern></defs>`;

function markToSvg(mark: Mark, paint: (name: Paint) => string): string {
  switch (mark.shape) {
    case "line": {
      const dash = mark.dash === undefined ? "" : ` stroke-dasharray="${mark.dash}"`;
      return `<path d="M${at(mark.x1)} ${at(mark.y1)}L${at(mark.x2)} ${at(mark.y2)}" stroke="${paint(mark.stroke)}" stroke-width="${mark.width}"${dash} fill="none"/>`;
    }
    case "rect": {
      const stroke = mark.stroke === undefined ? "" : ` stroke="${paint(mark.stroke)}"`;
      const opacity = mark.strength === undefined ? "" : ` fill-opacity="${at(mark.strength)}"`;
      return `<rect x="${at(mark.x)}" y="${at(mark.y)}" width="${at(mark.width)}" height="${at(mark.height)}" fill="${paint(mark.fill)}"${opacity}${stroke}/>`;
    }
    case "polygon":
      return `<path d="M${mark.points.map(([x, y]) => `${at(x)} ${at(y)}`).join("L")}Z" fill="${paint(mark.fill)}"/>`;
    case "dots": {
      const style = `fill="${paint(mark.fill)}" stroke="${paint(mark.stroke)}" stroke-width="${mark.width}"`;
      return `<g ${style}>${mark.at.map(([x, y]) => dotToSvg(mark.form, x, y, mark.radius)).join("")}</g>`;
    }
    case "text": {
      const anchor = mark.anchor === "start" ? "" : ` text-anchor="${mark.anchor}"`;
      const weight = mark.bold === true ? ` font-weight="600"` : "";
      const turn =
        mark.turn === undefined ? "" : ` transform="rotate(${mark.turn} ${at(mark.x)} ${at(mark.y)})"`;
      const halo =
        mark.halo === true
          ? ` stroke="${paint("paper")}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`
          : "";
      const full = mark.full === undefined ? "" : `<title>${escapeMarkup(mark.full)}</title>`;
      return `<text x="${at(mark.x)}" y="${at(mark.y)}" font-size="${mark.size}" fill="${paint(mark.fill)}"${anchor}${weight}${turn}${halo}>${full}${escapeMarkup(mark.text)}</text>`;
    }
  }
}

function dotToSvg(
  form: "circle" | "square" | "diamond" | "triangle",
  x: number,
  y: number,
  r: number,
): string {
  switch (form) {
    case "circle":
      return `<circle cx="${at(x)}" cy="${at(y)}" r="${at(r)}"/>`;
    case "square":
      return `<rect x="${at(x - r)}" y="${at(y - r)}" width="${at(2 * r)}" height="${at(2 * r)}"/>`;
    case "diamond":
      return `<path d="M${at(x)} ${at(y - r)}L${at(x + r)} ${at(y)}L${at(x)} ${at(y + r)}L${at(x - r)} ${at(y)}Z"/>`;
    case "triangle":
      return `<path d="M${at(x)} ${at(y - r)}L${at(x + r)} ${at(y + r)}L${at(x - r)} ${at(y + r)}Z"/>`;
  }
}
