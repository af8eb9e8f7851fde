/** Applies a fix: to all of its notes or to none, and only to the texts it was made for. */

import type { Edit, Fix, Hashes } from "../daemon/protocol";
import { nameOf } from "../notes/names";
import { editedText, isVersion } from "./edited-text";

/** The notes of the vault, as Obsidian gives access to them. */
export interface Notes {
    /** Returns the editor that has a note open, or null when none has. */
    editor(path: string): OpenEditor | null;
    /** Returns the text of a note that is not open, or null when there is no such note. */
    read(path: string): Promise<string | null>;
    /** Changes a note that is not open; what is changed is the text that is there at that moment. */
    process(path: string, change: (text: string) => string): Promise<void>;
    create(path: string, text: string): Promise<void>;
    /** Takes away a note that was created a moment ago. */
    remove(path: string): Promise<void>;
}

export interface OpenEditor {
    text(): string;
    /** Makes all edits in one step, which one undo takes back. */
    edit(edits: readonly Edit[]): void;
}

/** The text is no longer the one that the fix was made for; nothing was changed. */
export class MovedOnError extends Error {
    constructor(path: string) {
        super(`${nameOf(path)} has changed since this hint was shown, so nothing was done. Look at the hint again.`);
    }
}

type Undo = () => Promise<void>;

/**
 * Applies a fix.
 *
 * @param hashes the digest of each note that is edited; a note without one must not be there yet.
 * @throws {MovedOnError} when a note is not as it was when the fix was made; no note is changed then.
 */
export async function applyFix(fix: Fix, hashes: Hashes, notes: Notes): Promise<void> {
    const byPath = editsByPath(fix.edits);
    for (const path of byPath.keys()) await check(path, hashes[path], notes);
    const undos: Undo[] = [];
    try {
        for (const [path, edits] of byPath) {
            if (!notes.editor(path)) undos.unshift(await write(path, edits, hashes[path], notes));
        }
        // The editors come last: between the check and here they may have been typed in.
        const editors = [...byPath].map(([path, edits]) => ({ path, edits, editor: notes.editor(path) }));
        for (const { path, editor } of editors) if (editor) checkText(path, editor.text(), hashes[path]);
        for (const { edits, editor } of editors) editor?.edit(edits);
    } catch (error) {
        for (const undo of undos) await undo();
        throw error;
    }
}

function editsByPath(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
    const paths = [...new Set(edits.map((edit) => edit.path))];
    return new Map(paths.map((path) => [path, edits.filter((edit) => edit.path === path)]));
}

async function check(path: string, digest: string | undefined, notes: Notes): Promise<void> {
    checkText(path, notes.editor(path)?.text() ?? (await notes.read(path)), digest);
}

function checkText(path: string, text: string | null, digest: string | undefined): void {
    const isAsItWas = digest === undefined ? text === null : text !== null && isVersion(text, digest);
    if (!isAsItWas) throw new MovedOnError(path);
}

async function write(path: string, edits: readonly Edit[], digest: string | undefined, notes: Notes): Promise<Undo> {
    if (digest === undefined) {
        await notes.create(path, editedText("", edits));
        return () => notes.remove(path);
    }
    let before = "";
    let after = "";
    await notes.process(path, (text) => {
        checkText(path, text, digest);
        [before, after] = [text, editedText(text, edits, digest)];
        return after;
    });
    return () => notes.process(path, (text) => (text === after ? before : text));
}
