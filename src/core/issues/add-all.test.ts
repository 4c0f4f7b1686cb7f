import { expect, it } from "vitest";
import { addAll } from "./add-all.ts";

it("appends in order, also more than a call takes as arguments", () => {
  const list = [-1];
  addAll(
    list,
    Array.from({ length: 1_000_000 }, (_, i) => i),
  );
  expect(list).toHaveLength(1_000_001);
  expect(list.slice(0, 3)).toEqual([-1, 0, 1]);
});
