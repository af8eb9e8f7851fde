import { describe, expect, it } from "vitest";

import { pieceNow } from "../../src/completion/place";

const ASKED = "- Par, who sleep";
const PIECE = { from: 2, to: 5 };

describe("a completion", () => {
    it.each([
        ["- Par, who sleep", 5],
        ["- Paren, who sleep", 7],
        ["- P, who sleep", 3],
        ["- , who sleep", 2],
    ])("takes the place of what was typed by then, in %j", (line, to) => {
        expect(pieceNow(line, ASKED, PIECE)).toEqual({ from: 2, to });
    });

    it.each(["* Par, who sleep", "- Par, who slept", "- Par", "", "Parents. - Par, who sleep", "-, who sleep"])(
        "has no place any more in %j",
        (line) => {
            expect(pieceNow(line, ASKED, PIECE)).toBeNull();
        },
    );
});
