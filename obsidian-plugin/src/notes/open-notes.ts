/** The notes that are open in editors: what of their text the daemon knows, and what it last answered. */

import type { Text } from "@codemirror/state";

import type { ClientMessage, NoteHints } from "../daemon/protocol";

/** Characters of a note above which it is not sent: a canvas is never that long, and all of it would be sent at each pause. */
const LONGEST_NOTE = 1_000_000;
/** Milliseconds after which an answer is not waited for: another window may have the same note and have typed later. */
const ANSWER_PATIENCE = 1_000;

/** Hints, and the text they hold for. */
export interface Answer {
    readonly text: Text;
    readonly hints: NoteHints;
}

/** An editor that shows a note; several may show the same. */
export interface Pane {
    /** Called when the hints of its note have changed. */
    answered(): void;
}

interface OpenNote {
    readonly panes: Set<Pane>;
    text: Text;
    /** The last text that was sent, with its version; null while the daemon does not know the note. */
    sent: { readonly version: number; readonly text: Text; readonly at: number } | null;
    version: number;
    isAwaited: boolean;
    timer: number | undefined;
    answer: Answer | null;
}

/**
 * Sends what is typed after a pause, one text of a note at a time, and keeps the answers.
 *
 * An answer for a text that has been outrun is dropped; the one for the newer text is on its way.
 */
export class OpenNotes {
    /** Called with the path of a note whose hints have changed. */
    onAnswer: (path: string) => void = () => undefined;

    private readonly notes = new Map<string, OpenNote>();
    private isConnected = false;

    /**
     * @param send sends a message to the daemon.
     * @param pause milliseconds without a change after which a text is sent.
     */
    constructor(
        private readonly send: (message: ClientMessage) => void,
        private readonly pause: () => number,
    ) {}

    /** Follows a note in an editor. */
    open(path: string, text: Text, pane: Pane): void {
        const note = this.notes.get(path);
        if (note) {
            note.panes.add(pane);
            this.change(path, text);
            return;
        }
        const opened: OpenNote = {
            panes: new Set([pane]),
            text,
            sent: null,
            version: 0,
            isAwaited: false,
            timer: undefined,
            answer: null,
        };
        this.notes.set(path, opened);
        this.sendText(path, opened);
    }

    /** Takes the text that an editor holds now. */
    change(path: string, text: Text): void {
        const note = this.notes.get(path);
        if (!note || note.text.eq(text)) return;
        note.text = text;
        this.sendLater(path, note, this.pause());
    }

    /** Lets go of a note in one editor. */
    close(path: string, pane: Pane): void {
        const note = this.notes.get(path);
        if (!note?.panes.delete(pane) || note.panes.size > 0) return;
        this.notes.delete(path);
        this.letGo(path, note);
    }

    /** Returns the last answer for a note that is open, or null when there is none. */
    answer(path: string): Answer | null {
        return this.notes.get(path)?.answer ?? null;
    }

    /** Sends every open note anew: the connection is new, or messages were lost. */
    connected(): void {
        this.isConnected = true;
        for (const [path, note] of this.notes) {
            this.forget(note);
            this.sendText(path, note);
        }
    }

    /** Lets go of every answer: nobody can say whether it still holds. */
    disconnected(): void {
        this.isConnected = false;
        for (const [path, note] of this.notes) {
            this.forget(note);
            this.keep(path, note, null);
        }
    }

    /** Takes the hints that came for an open note. */
    receive(hints: NoteHints): void {
        const note = this.notes.get(hints.path);
        if (!note?.sent || hints.version !== note.sent.version) return;
        note.isAwaited = false;
        if (note.text.eq(note.sent.text)) this.keep(hints.path, note, { text: note.sent.text, hints });
    }

    /** Takes a message that had no effect: the note stays without hints until it is changed. */
    refused(path: string): void {
        const note = this.notes.get(path);
        if (note) this.letGo(path, note);
    }

    private sendLater(path: string, note: OpenNote, milliseconds: number): void {
        window.clearTimeout(note.timer);
        note.timer = window.setTimeout(() => this.sendText(path, note), milliseconds);
    }

    private sendText(path: string, note: OpenNote): void {
        if (!this.isConnected) return;
        if (note.text.length > LONGEST_NOTE) return this.letGo(path, note);
        const waited = note.sent ? Date.now() - note.sent.at : ANSWER_PATIENCE;
        if (note.isAwaited && waited < ANSWER_PATIENCE) return this.sendLater(path, note, this.pause());
        const type = note.sent ? "change" : "open";
        note.version += 1;
        note.sent = { version: note.version, text: note.text, at: Date.now() };
        note.isAwaited = true;
        this.send({ type, path, text: note.text.toString(), version: note.version });
    }

    private keep(path: string, note: OpenNote, answer: Answer | null): void {
        note.answer = answer;
        for (const pane of note.panes) pane.answered();
        this.onAnswer(path);
    }

    /** Has the daemon believe the disk again. */
    private letGo(path: string, note: OpenNote): void {
        if (note.sent) this.send({ type: "close", path });
        this.forget(note);
    }

    private forget(note: OpenNote): void {
        window.clearTimeout(note.timer);
        note.sent = null;
        note.isAwaited = false;
    }
}
