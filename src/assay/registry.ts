/** Every method of this room, described as those of the statistics are. */
import { type Method, METHODS } from "../stats/registry.ts";
import { curveMethods } from "./registry/curves.ts";
import { limitMethods } from "./registry/limits.ts";
import { qualityMethods } from "./registry/quality.ts";

const byId = (methods: readonly Method[]): readonly Method[] =>
  [...methods].sort((a, b) => (a.id < b.id ? -1 : 1));

export const ASSAY_METHODS: readonly Method[] = byId([...curveMethods, ...limitMethods, ...qualityMethods]);

/** These and those of the statistics. */
export const ALL_METHODS: readonly Method[] = byId([...METHODS, ...ASSAY_METHODS]);
