import { expect, it } from "vitest";
import { childAt, readXml, textAt } from "./xml.ts";

it("reads elements, attributes, text, comments and the five entities", () => {
  const read = readXml(
    '<?xml version="1.0"?>\n<b:a n="1 &amp; 2"><!-- <x> --><c>x &lt; y</c>\n<d/><![CDATA[<raw>]]></b:a>',
  );
  expect("root" in read && read.root).toMatchObject({ name: "a", attributes: { n: "1 & 2" }, text: "<raw>" });
  expect("root" in read && textAt(read.root, "c")).toBe("x < y");
  expect("root" in read && childAt(read.root, "d")?.line).toBe(3);
});

it("reads a cut document as far as it goes", () => {
  const read = readXml("<a>\n<b>1</b>\n<c>2");
  expect("root" in read && read.cutAt).toBe(3);
  expect("root" in read && textAt(read.root, "b")).toBe("1");
});

it("refuses a document type, wrong nesting and no element at all", () => {
  expect(readXml('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>')).toEqual({
    problem: "doctype",
    line: 1,
  });
  expect(readXml("<a><b></a></b>")).toEqual({ problem: "wrong-nesting", line: 1 });
  expect(readXml("plain text")).toEqual({ problem: "no-element", line: 1 });
});

it("leaves entities that it does not know", () => {
  const read = readXml("<a>&e; &#65;</a>");
  expect("root" in read && read.root.text).toBe("&e; A");
});
