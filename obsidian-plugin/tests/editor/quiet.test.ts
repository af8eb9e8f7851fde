import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { placeOfWriting, quietly } from "../../src/editor/quiet";

/** The caret is written as `|`. */
function written(marked: string): { text: Text; caret: number } {
    return { text: Text.of(marked.replace("|", "").split("\n")), caret: marked.indexOf("|") };
}

function placed(marked: string): string {
    const { text, caret } = written(marked);
    const { from, to } = placeOfWriting(text, caret);
    return text.sliceString(from, to);
}

describe("the place of writing", () => {
    it.each([
        ["- Parents want sle|ep", "sleep"],
        ["- Parents| want sleep", "Parents"],
        ["- Parents want |", "- Parents want ".slice(15)],
        ["## Customers|", "Customers"],
        ["## Customers\n|", "## Customers\n"],
        ["## Customers\n\n- |", "## Customers\n\n- "],
        ["one\n\n## Customers\n|\n\nlater", "## Customers\n"],
        ["|", ""],
        ["\n\n|", "\n\n"],
    ])("in %j is %j", (marked, place) => {
        expect(placed(marked)).toBe(place);
    });
});

describe("marks", () => {
    const at = (from: number, to: number, code = "a") => ({ from, to, code });

    it("are all drawn while nobody writes", () => {
        expect(quietly([at(0, 5), at(9, 12)], [], null)).toHaveLength(2);
    });

    it("are held where somebody writes", () => {
        expect(quietly([at(0, 5), at(9, 12)], [], { from: 12, to: 14 })).toEqual([at(0, 5)]);
    });

    it("stay where they were drawn before, though somebody writes there", () => {
        expect(quietly([at(9, 13)], [at(9, 12)], { from: 12, to: 14 })).toHaveLength(1);
    });

    it("are new when another rule speaks of the same place", () => {
        expect(quietly([at(9, 12, "b")], [at(9, 12, "a")], { from: 12, to: 14 })).toEqual([]);
    });

    it("that no longer hold are gone at once", () => {
        expect(quietly([], [at(9, 12)], { from: 12, to: 14 })).toEqual([]);
    });
});
