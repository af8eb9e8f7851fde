import { blake2b } from "@noble/hashes/blake2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";

import type { Edit, Fix } from "../../src/daemon/protocol";
import type { Notes } from "../../src/fixes/apply-fix";
import { applyFix, MovedOnError } from "../../src/fixes/apply-fix";
import { editedText } from "../../src/fixes/edited-text";

const digest = (text: string): string => bytesToHex(blake2b(utf8ToBytes(text), { dkLen: 16 }));
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function fix(...paths: readonly string[]): Fix {
    const edits = paths.map((path): Edit => ({ path, range: START, text: "+" }));
    return { title: "Add a plus", safety: "safe", edits, ignores: false };
}

/** A vault: notes on the disk, and notes that are open. `failing` cannot be written. */
function vaultOf(disk: Record<string, string>, open: Record<string, string> = {}, failing = ""): Notes & { steps: number } {
    const put = (path: string, text: string): Promise<void> => {
        if (path === failing) return Promise.reject(new Error("The disk is full."));
        disk[path] = text;
        return Promise.resolve();
    };
    const vault = {
        steps: 0,
        editor: (path: string) => {
            const text = open[path];
            if (text === undefined) return null;
            return {
                text: () => open[path] ?? "",
                edit: (edits: readonly Edit[]) => {
                    vault.steps += 1;
                    open[path] = editedText(text, edits);
                },
            };
        },
        read: (path: string) => Promise.resolve(disk[path] ?? null),
        process: async (path: string, change: (text: string) => string) => put(path, change(disk[path] ?? "")),
        create: put,
        remove: (path: string) => {
            // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the table is the disk
            delete disk[path];
            return Promise.resolve();
        },
    };
    return vault;
}

describe("a fix", () => {
    it("changes an open note in one step, and the others on the disk", async () => {
        const [disk, open] = [{ "b.md": "b" }, { "a.md": "a" }];
        const vault = vaultOf(disk, open);
        await applyFix(fix("a.md", "a.md", "b.md"), { "a.md": digest("a"), "b.md": digest("b") }, vault);
        expect([open, disk, vault.steps]).toEqual([{ "a.md": "++a" }, { "b.md": "+b" }, 1]);
    });

    it("makes a note that is not there yet", async () => {
        const disk: Record<string, string> = {};
        await applyFix(fix("new.md"), {}, vaultOf(disk));
        expect(disk).toEqual({ "new.md": "+" });
    });

    it.each([
        ["an open note has been typed in", { "b.md": "b" }, { "a.md": "a!" }],
        ["another note has been changed", { "b.md": "b!" }, { "a.md": "a" }],
        ["another note is gone", {}, { "a.md": "a" }],
    ])("changes nothing when %s", async (_, disk: Record<string, string>, open: Record<string, string>) => {
        const before = JSON.stringify([disk, open]);
        const applied = applyFix(fix("b.md", "a.md"), { "a.md": digest("a"), "b.md": digest("b") }, vaultOf(disk, open));
        await expect(applied).rejects.toThrow(MovedOnError);
        expect(JSON.stringify([disk, open])).toBe(before);
    });

    it("changes nothing when the note that it would make is there by now", async () => {
        const disk = { "new.md": "mine" };
        await expect(applyFix(fix("new.md"), {}, vaultOf(disk))).rejects.toThrow(/new has changed/);
        expect(disk).toEqual({ "new.md": "mine" });
    });

    it("takes back what it has written when a later note cannot be written", async () => {
        const disk: Record<string, string> = { "a.md": "a", "b.md": "b" };
        const hashes = { "a.md": digest("a"), "b.md": digest("b") };
        await expect(applyFix(fix("new.md", "a.md", "b.md"), hashes, vaultOf(disk, {}, "b.md"))).rejects.toThrow("The disk is full.");
        expect(disk).toEqual({ "a.md": "a", "b.md": "b" });
    });
});
