import { describe, expect, it } from "vitest";

import { markAfter, markBefore } from "../../src/editor/going";

const MARKS = [
    { from: 20, to: 25 },
    { from: 5, to: 9 },
    { from: 12, to: 14 },
];

describe("from mark to mark", () => {
    it.each([
        [0, 5, 20],
        [5, 12, 20],
        [12, 20, 5],
        [20, 5, 12],
        [99, 5, 20],
    ])("the one after %i starts at %i, the one before at %i", (place, after, before) => {
        expect(markAfter(MARKS, place)?.from).toBe(after);
        expect(markBefore(MARKS, place)?.from).toBe(before);
    });

    it("there is nowhere to go without marks", () => {
        expect(markAfter([], 0)).toBeNull();
        expect(markBefore([], 0)).toBeNull();
    });
});
