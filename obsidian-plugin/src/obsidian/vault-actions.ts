/** What a card can do in Obsidian: apply a fix, go to a place, open a note. */

import type { App } from "obsidian";
import { MarkdownView, Notice } from "obsidian";

import type { CardActions } from "../card/hint-card";
import type { Fix, Hashes, Position, Rule, Source } from "../daemon/protocol";
import type { NoteEditor } from "../editor/note-editor";
import { applyFix } from "../fixes/apply-fix";
import { VaultNotes } from "./vault-notes";

export class VaultActions implements CardActions {
    /**
     * @param app Obsidian.
     * @param editors the editors that show notes of the vault.
     * @param rule returns what is known of a rule, by its code.
     */
    constructor(
        private readonly app: App,
        private readonly editors: ReadonlySet<NoteEditor>,
        readonly rule: (code: string) => Rule | null,
    ) {}

    readonly apply = (fix: Fix, hashes: Hashes): void => {
        applyFix(fix, hashes, new VaultNotes(this.app, this.editors)).catch(tell);
    };

    readonly jump = (source: Source): void => {
        this.goTo(source).catch(tell);
    };

    readonly openNote = (path: string): void => {
        this.app.workspace.openLinkText(path, "").catch(tell);
    };

    private async goTo({ path, range }: Source): Promise<void> {
        await this.app.workspace.openLinkText(path, "");
        const editor = this.app.workspace.getActiveViewOfType(MarkdownView)?.editor;
        const [from, to] = [placeOf(range.start), placeOf(range.end)];
        editor?.setSelection(from, to);
        editor?.scrollIntoView({ from, to }, true);
        editor?.focus();
    }
}

/** Tells of something that did not work. */
export function tell(error: unknown): void {
    new Notice(error instanceof Error ? error.message : String(error));
}

function placeOf({ line, character }: Position): { line: number; ch: number } {
    return { line, ch: character };
}
