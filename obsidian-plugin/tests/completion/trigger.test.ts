import { describe, expect, it } from "vitest";

import { typedAt } from "../../src/completion/trigger";

describe("completion", () => {
    it.each([
        ["- Pa", "Pa"],
        ["Pa", "Pa"],
        ["> - **Pa", "Pa"],
        ["1. Nurses in Zü", "Zü"],
        ["### Pa", "Pa"],
        ["see [[Par", "Par"],
        ["see [[", ""],
        ["about #cust", "cust"],
        ["#", ""],
        ["#customers/pay", "customers/pay"],
    ])("is asked for after %j, of %j", (before, typed) => {
        expect(typedAt(before, false)).toBe(typed);
    });

    it.each(["", "- ", "- Parents: sleep after a nig", "A sentence that goes on and on and on and on and on and o", "see [[Parents]", "a | b"])(
        "is not asked for after %j",
        (before) => {
            expect(typedAt(before, false)).toBeNull();
        },
    );

    it("is asked for in a property, also after a colon", () => {
        expect(typedAt("stage: id", true)).toBe("id");
        expect(typedAt("stage: ", true)).toBeNull();
    });
});
