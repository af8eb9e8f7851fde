import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import type { Hint } from "../../src/daemon/protocol";
import { BLOCK, hintsByProperty, isInFrontMatter } from "../../src/properties/front-matter";

const LINES = ["---", "title: Parents", "tags:", "  - customers", "  - idea-stage", '"Last Updated": 2026-13-01', "# a comment", "---", "key: no property"];
const NOTE = Text.of(LINES);

function hintIn(line: number): Hint {
    const range = { start: { line, character: 0 }, end: { line, character: 1 } };
    return { code: "x", severity: "info", message: String(line), path: "a.md", range, related: [], fixes: [], lexicon: null };
}

describe("a hint in the front matter", () => {
    it.each([
        [0, BLOCK],
        [1, "title"],
        [2, "tags"],
        [4, "tags"],
        [5, "last updated"],
        [6, "last updated"],
    ])("in line %i belongs to the property %j", (line, key) => {
        expect([...hintsByProperty(NOTE, [hintIn(line)]).keys()]).toEqual([key]);
    });

    it("is none below it", () => {
        expect(hintsByProperty(NOTE, [hintIn(8)]).size).toBe(0);
    });

    it("is none in a note without front matter", () => {
        expect(hintsByProperty(Text.of(["title: a"]), [hintIn(0)]).size).toBe(0);
        expect(hintsByProperty(Text.of([""]), [hintIn(0)]).size).toBe(0);
    });

    it("stands beside the others of its property", () => {
        expect(hintsByProperty(NOTE, [hintIn(3), hintIn(4)]).get("tags")).toHaveLength(2);
    });
});

describe("a line", () => {
    it.each([
        [0, false],
        [1, true],
        [6, true],
        [7, false],
        [8, false],
    ])("%i of the note is in the front matter: %j", (line, expected) => {
        expect(isInFrontMatter(line, (number) => LINES[number] ?? "")).toBe(expected);
    });
});
