/** The commands; everything that a card offers can be done from the keyboard as well. */

import { EditorView } from "@codemirror/view";
import type { Plugin } from "obsidian";
import { editorLivePreviewField } from "obsidian";

import type { ConnectionState } from "../daemon/connection";
import type { Fix } from "../daemon/protocol";
import { markAfter, markBefore } from "../editor/going";
import type { HintMark } from "../editor/note-editor";
import { marksIn } from "../editor/note-editor";
import type { Tab } from "../panel/panel";
import { endOfFrontMatter } from "../properties/front-matter";

/** What the commands act on. */
export interface Commanded {
    /** Returns the editor that the founder writes in, or null when there is none. */
    readonly view: () => EditorView | null;
    readonly state: () => ConnectionState;
    readonly apply: (mark: HintMark, fix: Fix) => void;
    readonly showCards: (view: EditorView, marks: readonly HintMark[]) => void;
    readonly openPanel: (tab: Tab) => void;
    readonly start: () => void;
    readonly stop: () => void;
    readonly register: () => void;
}

export function addCommands(plugin: Plugin, on: Commanded): void {
    const inEditor = (id: string, name: string, run: (view: EditorView) => void): void => {
        plugin.addCommand({ id, name, editorCheckCallback: (checking) => check(on.view(), checking, run) });
    };
    const onMark = (id: string, name: string, fixOf: (mark: HintMark) => Fix | undefined): void => {
        plugin.addCommand({
            id,
            name,
            editorCheckCallback: (checking) => {
                const mark = marksAtCaret(on.view()).find(fixOf);
                const fix = mark && fixOf(mark);
                return check(mark && fix && { mark, fix }, checking, (found) => on.apply(found.mark, found.fix));
            },
        });
    };
    const whenState = (id: string, name: string, holds: (state: ConnectionState) => boolean, run: () => void): void => {
        plugin.addCommand({ id, name, checkCallback: (checking) => check(holds(on.state()) || null, checking, run) });
    };

    inEditor("next-hint", "Go to next hint", (view) => goTo(view, markAfter(shownMarks(view), caretOf(view))));
    inEditor("previous-hint", "Go to previous hint", (view) => goTo(view, markBefore(shownMarks(view), caretOf(view))));
    inEditor("show-hint", "Show hint at cursor", (view) => on.showCards(view, marksAtCaret(view)));
    onMark("apply-first-fix", "Apply first fix", ({ hint }) => hint.fixes.find((fix) => fix.edits.length > 0 && !fix.ignores));
    onMark("ignore-here", "Ignore hint here", ({ hint }) => hint.fixes.find((fix) => fix.ignores));
    plugin.addCommand({ id: "show-all-hints", name: "Show all hints", callback: () => on.openPanel("venture") });
    plugin.addCommand({ id: "show-model", name: "Show customer model", callback: () => on.openPanel("customers") });
    whenState("start-daemon", "Start daemon", ({ kind }) => kind === "absent", on.start);
    whenState("stop-daemon", "Stop daemon", ({ kind }) => !["looking", "absent", "refused"].includes(kind), on.stop);
    whenState("follow-vault", "Follow this vault", ({ kind }) => kind === "unknown-vault", on.register);
}

/** Answers whether a command can be run, and runs it when it is not only asked. */
function check<Subject>(subject: Subject | null | undefined, checking: boolean, run: (subject: Subject) => unknown): boolean {
    if (subject === null || subject === undefined) return false;
    if (!checking) run(subject);
    return true;
}

/** Returns the marks that can be gone to: in Live Preview a widget stands for the front matter, and what is typed there is not seen. */
function shownMarks({ state }: EditorView): readonly HintMark[] {
    const hidden = state.field(editorLivePreviewField, false) ? endOfFrontMatter(state.doc) : 0;
    return marksIn(state).filter(({ from }) => from >= hidden);
}

function goTo(view: EditorView, mark: HintMark | null): void {
    if (!mark) return;
    view.dispatch({ selection: { anchor: mark.from, head: mark.to }, effects: EditorView.scrollIntoView(mark.from, { y: "nearest", yMargin: 60 }) });
    view.focus();
}

function caretOf({ state }: EditorView): number {
    return state.selection.main.from;
}

/** Returns the marks at the caret, or else those of its line. */
function marksAtCaret(view: EditorView | null): readonly HintMark[] {
    if (!view) return [];
    const caret = view.state.selection.main.head;
    const line = view.state.doc.lineAt(caret);
    const marks = marksIn(view.state);
    const here = marks.filter(({ from, to }) => from <= caret && caret <= to);
    return here.length > 0 ? here : marks.filter(({ from, to }) => from <= line.to && to >= line.from);
}
