import { describe, expect, it } from "vitest";

import type { Edit } from "../../src/daemon/protocol";
import { editedText, isVersion } from "../../src/fixes/edited-text";

/** Digests as Python's hashlib.blake2b(text.encode(), digest_size=16) gives them. */
const DIGESTS = {
    "": "cae66941d9efbd404e4d88758ea67670",
    "# Über 🚲\r\n": "7b33acc971b97d1975d6c996cf26555a",
    "\ufeffa\n": "df6ffcafe091aa3396c6894d24a4f450",
};

function edit(fromLine: number, from: number, toLine: number, to: number, text: string): Edit {
    return { path: "a.md", range: { start: { line: fromLine, character: from }, end: { line: toLine, character: to } }, text };
}

describe("the version of a text", () => {
    it.each(Object.entries(DIGESTS))("%j is named by the digest of the daemon", (text, digest) => {
        expect(isVersion(text, digest)).toBe(true);
        expect(isVersion(`${text} `, digest)).toBe(false);
    });

    it("is the same without the byte order mark, which Obsidian does not show", () => {
        expect(isVersion("a\n", DIGESTS["\ufeffa\n"])).toBe(true);
    });
});

describe("edits", () => {
    it("are all made for the text before them, in any order", () => {
        expect(editedText("one\ntwo\nthree", [edit(0, 0, 0, 3, "1"), edit(2, 0, 2, 5, "3"), edit(1, 3, 1, 3, "!")])).toBe("1\ntwo!\n3");
    });

    it("at one place come in their order", () => {
        expect(editedText("ab", [edit(0, 1, 0, 1, "1"), edit(0, 1, 0, 1, "2")])).toBe("a12b");
    });

    it("count UTF-16 units", () => {
        expect(editedText("🚲 Rad", [edit(0, 3, 0, 6, "Velo")])).toBe("🚲 Velo");
    });

    it.each(["\n", "\r\n", "\r"])("keep line ends %j", (end) => {
        expect(editedText(`a${end}b${end}`, [edit(1, 1, 1, 1, "\n- c")])).toBe(`a${end}b${end}- c${end}`);
    });

    it("past the end of a note are made at its end", () => {
        expect(editedText("a", [edit(7, 0, 7, 0, "!")])).toBe("a!");
        expect(editedText("", [edit(0, 0, 0, 0, "# New\n")])).toBe("# New\n");
    });

    it("give back the byte order mark that Obsidian took away", () => {
        expect(editedText("a\n", [edit(0, 1, 0, 1, "b")], DIGESTS["\ufeffa\n"])).toBe("\ufeffab\n");
    });
});
