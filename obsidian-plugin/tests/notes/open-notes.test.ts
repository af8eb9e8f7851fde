import { Text } from "@codemirror/state";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { ClientMessage, NoteHints } from "../../src/daemon/protocol";
import { OpenNotes } from "../../src/notes/open-notes";

const PATH = "Customers.md";
const pane = () => ({ answered: vi.fn() });
const text = (written: string): Text => Text.of(written.split("\n"));

function hints(version: number, message = "Say more."): NoteHints {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const hint = { code: "x", severity: "info", message, path: PATH, range, related: [], fixes: [], lexicon: null } as const;
    return { path: PATH, version, hints: [hint], more: 0, hashes: {} };
}

describe("open notes", () => {
    let sent: ClientMessage[];
    let notes: OpenNotes;

    beforeEach(() => {
        vi.useFakeTimers();
        sent = [];
        notes = new OpenNotes(
            (message) => sent.push(message),
            () => 50,
        );
        notes.connected();
    });

    afterEach(() => vi.useRealTimers());

    it("are sent when they are opened and when a pause follows a change", () => {
        notes.open(PATH, text("a"), pane());
        notes.receive(hints(1));
        notes.change(PATH, text("ab"));
        notes.change(PATH, text("abc"));
        vi.advanceTimersByTime(49);
        expect(sent).toEqual([{ type: "open", path: PATH, text: "a", version: 1 }]);
        vi.advanceTimersByTime(1);
        expect(sent.slice(1)).toEqual([{ type: "change", path: PATH, text: "abc", version: 2 }]);
    });

    it("wait with the next text until the last one is answered", () => {
        notes.open(PATH, text("a"), pane());
        notes.change(PATH, text("ab"));
        vi.advanceTimersByTime(500);
        expect(sent).toHaveLength(1);
        notes.receive(hints(1));
        vi.advanceTimersByTime(50);
        expect(sent).toHaveLength(2);
    });

    it("do not wait forever for an answer that another window has outrun", () => {
        notes.open(PATH, text("a"), pane());
        notes.change(PATH, text("ab"));
        vi.advanceTimersByTime(1_100);
        expect(sent).toHaveLength(2);
    });

    it("take the hints of the text that stands there now", () => {
        const shown = pane();
        notes.open(PATH, text("a"), shown);
        notes.receive(hints(1));
        expect(shown.answered).toHaveBeenCalledOnce();
        expect(notes.answer(PATH)?.hints.hints).toHaveLength(1);
    });

    it("drop the hints of a text that has been outrun, and keep the ones before", () => {
        notes.open(PATH, text("a"), pane());
        notes.receive(hints(1, "first"));
        notes.change(PATH, text("ab"));
        vi.advanceTimersByTime(50);
        notes.change(PATH, text("abc"));
        notes.receive(hints(2, "second"));
        expect(notes.answer(PATH)?.hints.hints[0]?.message).toBe("first");
    });

    it("take new hints of the same text when something elsewhere changed them", () => {
        notes.open(PATH, text("a"), pane());
        notes.receive(hints(1, "first"));
        notes.receive(hints(1, "second"));
        expect(notes.answer(PATH)?.hints.hints[0]?.message).toBe("second");
    });

    it("are one note in several panes, and closed with the last of them", () => {
        const [one, other] = [pane(), pane()];
        notes.open(PATH, text("a"), one);
        notes.open(PATH, text("a"), other);
        notes.receive(hints(1));
        expect(one.answered).toHaveBeenCalledOnce();
        expect(other.answered).toHaveBeenCalledOnce();
        notes.close(PATH, one);
        expect(sent.at(-1)?.type).toBe("open");
        notes.close(PATH, other);
        expect(sent.at(-1)).toEqual({ type: "close", path: PATH });
    });

    it("lose their hints with the connection and are opened anew with the next", () => {
        const shown = pane();
        notes.open(PATH, text("a"), shown);
        notes.receive(hints(1));
        notes.disconnected();
        expect(notes.answer(PATH)).toBeNull();
        expect(shown.answered).toHaveBeenCalledTimes(2);
        notes.change(PATH, text("ab"));
        vi.advanceTimersByTime(100);
        expect(sent).toHaveLength(1);
        notes.connected();
        expect(sent.at(-1)).toEqual({ type: "open", path: PATH, text: "ab", version: 2 });
    });

    it("ignore an answer that was on its way when the connection ended", () => {
        notes.open(PATH, text("a"), pane());
        notes.disconnected();
        notes.receive(hints(1));
        expect(notes.answer(PATH)).toBeNull();
    });

    it("are let go of when the daemon refuses them, so that it does not believe what it had before", () => {
        const shown = pane();
        notes.open(PATH, text("a"), shown);
        notes.refused(PATH);
        expect(sent.slice(1)).toEqual([{ type: "close", path: PATH }]);
        notes.refused(PATH);
        notes.close(PATH, shown);
        expect(sent).toHaveLength(2);
    });

    it("are opened anew when they are changed after a refusal", () => {
        notes.open(PATH, text("a"), pane());
        notes.refused(PATH);
        notes.change(PATH, text("ab"));
        vi.advanceTimersByTime(50);
        expect(sent.at(-1)).toEqual({ type: "open", path: PATH, text: "ab", version: 2 });
    });

    it("are let go of when they become longer than any canvas", () => {
        notes.open(PATH, text("a"), pane());
        notes.receive(hints(1));
        notes.change(PATH, text("a".repeat(1_000_001)));
        vi.advanceTimersByTime(50);
        expect(sent.at(-1)).toEqual({ type: "close", path: PATH });
    });

    it("are not sent when they are longer than any canvas", () => {
        notes.open(PATH, text("a".repeat(1_000_001)), pane());
        expect(sent).toEqual([]);
    });
});
