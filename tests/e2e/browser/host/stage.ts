/** What the tests do to the app, and read from it. */

import type * as api from "obsidian";

import type { App } from "./app";
import type { TFile } from "./files";
import { timeToMark } from "./latency";
import type { MarkdownView } from "./markdown_view";
import { elementsOfMarks, type Mark, marksIn } from "./marks";
import type { Plugin } from "./plugin";

export class Stage {
    #timing: Promise<number> | undefined;

    constructor(
        readonly app: App,
        readonly plugin: Plugin,
    ) {}

    async open(path: string, pane: number): Promise<void> {
        const { workspace } = this.app;
        const leaves = workspace.rootSplit.leaves;
        while (leaves.length <= pane) workspace.getLeaf(true);
        await leaves[pane]!.openFile(this.#file(path));
        this.view(pane).editor.focus();
    }

    close(pane: number): void {
        this.app.workspace.rootSplit.leaves[pane]!.detach();
    }

    async setMode(mode: "live" | "source", pane: number): Promise<void> {
        await this.view(pane).setState({ source: mode === "source" });
    }

    async rename(path: string, newPath: string): Promise<void> {
        await this.app.fileManager.renameFile(this.#file(path), newPath);
    }

    caret(position: api.EditorPosition, pane: number): void {
        const { editor } = this.view(pane);
        editor.focus();
        editor.setCursor(position);
        editor.scrollIntoView({ from: position, to: position });
    }

    text(pane: number): string {
        return this.view(pane).getViewData();
    }

    selected(pane: number): string {
        return this.view(pane).editor.getSelection();
    }

    save(pane: number): Promise<void> {
        return this.view(pane).save();
    }

    marks(pane: number): Mark[] {
        return marksIn(this.view(pane).editor.cm);
    }

    /** Time the mark that the next key leads to. */
    startTiming(): void {
        this.#timing = timeToMark(this.view(0).editor.cm);
    }

    timing(): Promise<number> | undefined {
        return this.#timing;
    }

    /** Where on the screen a mark can be pointed at. */
    placeOfMark(index: number, pane: number): { x: number; y: number } {
        const { x, y, width, height } = elementsOfMarks(this.view(pane).editor.cm)[index]!.getClientRects()[0]!;
        return { x: x + Math.min(width / 2, 20), y: y + height / 2 };
    }

    commands(): string[] {
        return [...this.plugin.commands.keys()];
    }

    /** Run a command as the palette does; false when the palette would not show it. */
    run(id: string): boolean {
        const command = this.plugin.commands.get(id);
        if (!command) throw new Error(`There is no command "${id}", but ${this.commands().join(", ")}.`);
        const view = this.app.workspace.activeEditor;
        if (view && command.editorCheckCallback) {
            if (command.editorCheckCallback(true, view.editor, view) === false) return false;
            command.editorCheckCallback(false, view.editor, view);
        } else if (view && command.editorCallback) command.editorCallback(view.editor, view);
        else if (command.checkCallback) {
            if (!command.checkCallback(true)) return false;
            command.checkCallback(false);
        } else if (command.callback) command.callback();
        else return false;
        return true;
    }

    openSettings(): void {
        this.app.setting.open();
        this.app.setting.openTabById(this.plugin.manifest.id);
    }

    unloadPlugin(): void {
        this.plugin.unload();
    }

    view(pane: number): MarkdownView {
        return this.app.workspace.rootSplit.leaves[pane]!.view as MarkdownView;
    }

    #file(path: string): TFile {
        const file = this.app.vault.getFileByPath(path);
        if (!file) throw new Error(`The vault has no file "${path}".`);
        return file;
    }
}
