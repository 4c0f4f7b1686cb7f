/** Refusals about plate maps, and what a map and a plate say differently. */
import { type Issue } from "./issue.ts";
import { count, list } from "./parts.ts";
import { plateIssue } from "./plate-parts.ts";

export const mapSaysNothing = (file: string): Issue =>
  plateIssue(
    "empty-plate-map",
    "error",
    file,
    "a plate map with at least one well",
    "none",
    "give a table with the columns well and sample, or a grid of names with columns 1 to 12 and rows A to H",
  );

export const mapWithoutWell = (map: string, file: string, wells: readonly string[]): Issue =>
  plateIssue(
    "map-without-well",
    "error",
    map,
    `only wells that ${file} has`,
    `${count(wells.length, "other well")}: ${list(wells)}`,
    "check that this map belongs to this plate",
  );

export const wellWithoutMap = (file: string, map: string, wells: readonly string[]): Issue =>
  plateIssue(
    "well-without-map",
    "error",
    file,
    `every well in the plate map ${map}`,
    `${count(wells.length, "row")} of wells that are not: ${list(wells)}`,
    "add them to the map; until then they keep what the file itself says",
  );

export const mapConflict = (file: string, map: string, conflicts: readonly string[]): Issue =>
  plateIssue(
    "map-conflict",
    "error",
    file,
    `what the plate map ${map} says`,
    list(conflicts),
    "correct the map or the file: the sample and its role are taken from the map, the dilution and the expected concentration from the file",
  );
