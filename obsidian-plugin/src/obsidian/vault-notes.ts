/** The notes of the vault, for fixes: an open one is edited in its editor, another one through the vault. */

import type { App } from "obsidian";
import type { EditorView } from "@codemirror/view";

import type { Edit } from "../daemon/protocol";
import type { NoteEditor } from "../editor/note-editor";
import { spanOf } from "../editor/places";
import type { Notes, OpenEditor } from "../fixes/apply-fix";

export class VaultNotes implements Notes {
    /**
     * @param app Obsidian.
     * @param editors the editors that show notes of the vault.
     */
    constructor(
        private readonly app: App,
        private readonly editors: ReadonlySet<NoteEditor>,
    ) {}

    editor(path: string): OpenEditor | null {
        const found = [...this.editors].filter((editor) => editor.path === path);
        const editor = found.find(({ view }) => view.hasFocus) ?? found[0];
        return editor ? openEditor(editor.view) : null;
    }

    async read(path: string): Promise<string | null> {
        const file = this.app.vault.getFileByPath(path);
        return file && (await this.app.vault.read(file));
    }

    async process(path: string, change: (text: string) => string): Promise<void> {
        const file = this.app.vault.getFileByPath(path);
        if (!file) throw new Error(`${path} is not there any more.`);
        await this.app.vault.process(file, change);
    }

    async create(path: string, text: string): Promise<void> {
        const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
        if (folder && !this.app.vault.getAbstractFileByPath(folder)) await this.app.vault.createFolder(folder);
        await this.app.vault.create(path, text);
    }

    async remove(path: string): Promise<void> {
        const file = this.app.vault.getFileByPath(path);
        if (file) await this.app.fileManager.trashFile(file);
    }
}

function openEditor(view: EditorView): OpenEditor {
    return {
        text: () => view.state.doc.toString(),
        edit: (edits: readonly Edit[]) => {
            const changes = edits.map(({ range, text }) => ({ ...spanOf(view.state.doc, range), insert: text }));
            const caret = caretAfter(view, changes);
            view.dispatch({ changes, selection: { anchor: caret }, scrollIntoView: true, userEvent: "input.fix" });
            view.focus();
        },
    };
}

/** Returns where the founder goes on writing: after what the last edit put in, as the text will be then. */
function caretAfter(view: EditorView, changes: readonly { from: number; to: number; insert: string }[]): number {
    const set = view.state.changes(changes);
    return set.mapPos(Math.max(...changes.map(({ to }) => to)), 1);
}
