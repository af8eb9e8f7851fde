/** Draws the hints of a note in one editor, and tells what is typed there. */

import type { Diagnostic } from "@codemirror/lint";
import { forEachDiagnostic, linter, setDiagnostics } from "@codemirror/lint";
import type { EditorState, Extension } from "@codemirror/state";
import type { EditorView, PluginValue, ViewUpdate } from "@codemirror/view";
import { ViewPlugin } from "@codemirror/view";

import type { Hashes, Hint, Severity } from "../daemon/protocol";
import type { OpenNotes, Pane } from "../notes/open-notes";
import type { Span } from "./places";
import { spanOf } from "./places";
import { placeOfWriting, quietly } from "./quiet";

/** Milliseconds after the last key after which a hint may also appear at the caret. */
const REST = 1_500;

/** What an editor needs of the plugin around it. */
export interface Desk {
    readonly notes: OpenNotes;
    /** Returns the path of the note that an editor shows, or null when it shows none of the vault's Markdown. */
    pathOf(state: EditorState): string | null;
    shows(severity: Severity): boolean;
    /** Returns the card that tells of a hint. */
    card(hint: Hint, hashes: Hashes): HTMLElement;
    /** Takes note of an editor that has come, and of its going. */
    entered(editor: NoteEditor): void;
    left(editor: NoteEditor): void;
}

/** A hint as it is drawn. */
export interface HintMark extends Diagnostic {
    readonly code: string;
    readonly hint: Hint;
    readonly hashes: Hashes;
}

/** Returns the extension that draws hints in every editor. */
export function hintEditor(desk: Desk): Extension {
    // A change elsewhere redraws the marks; the card that is being read stays until its own line is edited.
    const hideOn = (transaction: { docChanged: boolean }): boolean | null => (transaction.docChanged ? null : false);
    return [linter(null, { hideOn }), ViewPlugin.define((view) => new NoteEditor(view, desk))];
}

/** Returns the hints that are drawn in an editor, with where they lie now. */
export function marksIn(state: EditorState): readonly HintMark[] {
    const marks: HintMark[] = [];
    forEachDiagnostic(state, (diagnostic, from, to) => {
        if ("hint" in diagnostic) marks.push({ ...(diagnostic as HintMark), from, to });
    });
    return marks;
}

/** One editor, for as long as it lives; the note in it may change. */
export class NoteEditor implements PluginValue, Pane {
    path: string | null = null;
    private isWriting = false;
    private isDrawing = false;
    private isGone = false;
    private rest: number | undefined;

    constructor(
        readonly view: EditorView,
        private readonly desk: Desk,
    ) {
        desk.entered(this);
        this.follow();
    }

    update(update: ViewUpdate): void {
        if (this.desk.pathOf(update.state) !== this.path) {
            // A view names its next file before that file's text is there: what stands here until then belongs to neither.
            if (update.docChanged) this.follow();
            else this.leave();
        }
        if (update.docChanged) {
            if (this.path !== null) this.desk.notes.change(this.path, update.state.doc);
            if (update.transactions.some((each) => each.isUserEvent("input") || each.isUserEvent("delete"))) this.writes();
        } else if (update.selectionSet && this.isWriting) {
            this.drawSoon();
        }
    }

    destroy(): void {
        this.isGone = true;
        window.clearTimeout(this.rest);
        this.leave();
        this.desk.left(this);
    }

    /** Looks again which note this is: another file was opened here, or the file has a new name. */
    follow(): void {
        const path = this.desk.pathOf(this.view.state);
        if (path === this.path) return;
        this.leave();
        this.path = path;
        if (path !== null) this.desk.notes.open(path, this.view.state.doc, this);
        this.drawSoon();
    }

    answered(): void {
        this.drawSoon();
    }

    /** Draws what holds, after the update that may be under way. */
    drawSoon(): void {
        if (this.isDrawing) return;
        this.isDrawing = true;
        queueMicrotask(() => {
            this.isDrawing = false;
            if (!this.isGone) this.draw();
        });
    }

    private draw(): void {
        const { state } = this.view;
        const answer = this.path === null ? null : this.desk.notes.answer(this.path);
        if (answer && !answer.text.eq(state.doc)) return;
        const shown = marksIn(state);
        const marks = answer ? this.marksOf(answer.hints.hints, answer.hints.hashes) : [];
        const drawn = quietly(marks, shown, this.writing());
        if (!isSame(drawn, shown)) this.view.dispatch(setDiagnostics(state, drawn));
    }

    private marksOf(hints: readonly Hint[], hashes: Hashes): HintMark[] {
        return hints
            .filter((hint) => hint.path === this.path && this.desk.shows(hint.severity))
            .map((hint) => ({
                ...spanOf(this.view.state.doc, hint.range),
                hint,
                hashes,
                code: hint.code,
                severity: hint.severity,
                message: hint.message,
                renderMessage: () => this.desk.card(hint, hashes),
            }));
    }

    private writing(): Span | null {
        return this.isWriting ? placeOfWriting(this.view.state.doc, this.view.state.selection.main.head) : null;
    }

    private writes(): void {
        this.isWriting = true;
        window.clearTimeout(this.rest);
        this.rest = window.setTimeout(() => {
            this.isWriting = false;
            this.drawSoon();
        }, REST);
    }

    private leave(): void {
        if (this.path === null) return;
        this.desk.notes.close(this.path, this);
        this.path = null;
        this.drawSoon();
    }
}

/** Says whether two drawings are one: the same hints at the same places, with fixes for the same text. */
function isSame(one: readonly HintMark[], other: readonly HintMark[]): boolean {
    return told(one) === told(other);
}

function told(marks: readonly HintMark[]): string {
    return JSON.stringify(marks.map(({ from, to, hint, hashes }) => JSON.stringify([from, to, hint, hashes])).sort());
}
