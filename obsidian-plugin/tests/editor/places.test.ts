import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { offsetOf, positionOf } from "../../src/editor/places";

const text = Text.of(["# Über 🚲 uns", "", "é́ end"]);

describe("a place", () => {
    it.each([
        [0, 0, 0],
        [0, 7, 7],
        [0, 9, 9],
        [1, 0, 14],
        [2, 3, 18],
    ])("in line %i at UTF-16 unit %i lies at offset %i, and back", (line, character, offset) => {
        expect(offsetOf(text, { line, character })).toBe(offset);
        expect(positionOf(text, offset)).toEqual({ line, character });
    });

    it.each([
        [0, 99, 13],
        [1, 4, 14],
        [9, 0, 21],
    ])("in line %i at %i, which is not there, is taken as the end before it", (line, character, offset) => {
        expect(offsetOf(text, { line, character })).toBe(Math.min(offset, text.length));
    });
});
