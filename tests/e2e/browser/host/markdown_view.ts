/** `MarkdownView`: a note in an editor, kept the same as its file and as every other pane that shows it. */

import { Annotation, Compartment, EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import type * as api from "obsidian";

import { debounce } from "./debounce";
import { editing } from "./editing";
import { Editor } from "./editor";
import type { TFile } from "./files";
import { livePreview } from "./live_preview";
import { PropertiesWidget } from "./properties";
import { ItemView, type WorkspaceLeaf } from "./views";

/** Text views save this long after the last change. */
const SAVE_AFTER_MS = 2000;

/** The view that an editor is in, which plugins read off its state. */
export const editorInfoField = StateField.define<MarkdownView>({
    create: () => {
        throw new Error("An editor's state is made by its view.");
    },
    update: (view) => view,
});

const setLivePreview = StateEffect.define<boolean>();

export const editorLivePreviewField = StateField.define<boolean>({
    create: () => true,
    update: (live, transaction) => transaction.effects.reduce((now, each) => (each.is(setLivePreview) ? each.value : now), live),
});

/** The text came from the disk or from another pane: no reason to save, or to tell that pane. */
const fromOutside = Annotation.define<boolean>();

export class MarkdownView extends ItemView {
    readonly editor: Editor;
    readonly hoverPopover = null;
    file: TFile | null = null;
    readonly requestSave = debounce(() => void this.save(), SAVE_AFTER_MS);
    readonly #plugins = new Compartment();
    readonly #properties: PropertiesWidget;
    #saved = "";
    #reads = 0;

    constructor(leaf: WorkspaceLeaf) {
        super(leaf);
        const source = this.contentEl.createDiv({ cls: "markdown-source-view cm-s-obsidian mod-cm6" });
        const cm = new EditorView({ parent: source, state: this.#state("", true) });
        this.editor = new Editor(cm);
        this.#properties = new PropertiesWidget(cm);
        this.#render();
    }

    override async onload(): Promise<void> {
        const { vault } = this.app;
        this.registerEvent(vault.on("modify", (file: TFile) => file === this.file && void this.#reload()));
        this.registerEvent(vault.on("delete", (file: TFile) => file === this.file && this.leaf.detach()));
    }

    override async onClose(): Promise<void> {
        await this.save();
        this.editor.cm.destroy();
    }

    getViewType(): string {
        return "markdown";
    }

    getDisplayText(): string {
        return this.file?.basename ?? "";
    }

    getMode(): api.MarkdownViewModeType {
        return "source";
    }

    getViewData(): string {
        return this.editor.getValue();
    }

    get data(): string {
        return this.getViewData();
    }

    override getState(): Record<string, unknown> {
        return { file: this.file?.path, mode: this.getMode(), source: !this.#live };
    }

    override async setState(state: { file?: string; source?: boolean }): Promise<void> {
        const file = state.file === undefined ? null : this.app.vault.getFileByPath(state.file);
        if (file && file !== this.file) await this.#load(file);
        if (state.source !== undefined && state.source === this.#live) {
            this.editor.cm.dispatch({ effects: setLivePreview.of(!state.source) });
            this.#render();
        }
    }

    override setEphemeralState({ line }: { line?: number }): void {
        if (line === undefined) return;
        this.editor.setCursor(line);
        this.editor.scrollIntoView({ from: { line, ch: 0 }, to: { line, ch: 0 } }, true);
    }

    /** Save now, if there is something to save. */
    async save(): Promise<void> {
        const { file, data } = this;
        this.requestSave.cancel();
        if (!file || data === this.#saved) return;
        this.#saved = data;
        await this.app.vault.modify(file, data);
    }

    /** Take a text over; what both have in common stays where it is, so that marks and carets do too. */
    setViewData(data: string, clear: boolean): void {
        if (clear) this.editor.cm.setState(this.#state(data, this.#live));
        else if (data !== this.data)
            this.editor.cm.dispatch({ changes: difference(this.data, data), annotations: fromOutside.of(true) });
        this.#saved = data;
        this.#render();
    }

    reconfigure(extensions: Extension[]): void {
        this.editor.cm.dispatch({ effects: this.#plugins.reconfigure(extensions) });
    }

    get #live(): boolean {
        return this.editor.cm.state.field(editorLivePreviewField);
    }

    /** As in the app, the view is of the new file already while the text of the former one is still in the editor. */
    async #load(file: TFile): Promise<void> {
        await this.save();
        this.file = file;
        const data = await this.#read(file);
        if (data !== null) this.setViewData(data, true);
    }

    async #reload(): Promise<void> {
        if (this.data !== this.#saved || !this.file) return;
        const data = await this.#read(this.file);
        if (data !== null && this.data === this.#saved) this.setViewData(data, false);
    }

    /** What the file holds, or null when it was read anew meanwhile: answers may overtake each other. */
    async #read(file: TFile): Promise<string | null> {
        const read = ++this.#reads;
        const data = await this.app.vault.read(file);
        return read === this.#reads ? data : null;
    }

    #state(doc: string, live: boolean): EditorState {
        const { workspace } = this.app;
        return EditorState.create({
            doc,
            extensions: [
                editorInfoField.init(() => this),
                editorLivePreviewField.init(() => live),
                workspace.editorSuggests.keys(),
                editing,
                livePreview(editorLivePreviewField),
                EditorView.updateListener.of((update) => this.#updated(update)),
                this.#plugins.of([...workspace.editorExtensions]),
            ],
        });
    }

    #updated(update: ViewUpdate): void {
        const outside = update.transactions.some((each) => each.annotation(fromOutside));
        const typed = update.transactions.some((each) => each.isUserEvent("input") || each.isUserEvent("delete"));
        if (update.docChanged) this.#changed({ outside });
        if (update.docChanged || update.selectionSet)
            this.app.workspace.editorSuggests.trigger(this.editor, this.file, { mayOpen: typed });
    }

    #changed({ outside }: { outside: boolean }): void {
        this.#render();
        if (outside) return;
        this.requestSave();
        this.app.workspace.noteTyped(this.editor, this);
        for (const other of this.app.workspace.markdownViews())
            if (other !== this && other.file === this.file) other.follow(this.data);
    }

    /** Show what another pane on the same note holds; that pane will save it. */
    follow(data: string): void {
        const saved = this.#saved;
        this.setViewData(data, false);
        this.#saved = saved;
    }

    #render(): void {
        this.contentEl.firstElementChild?.toggleClass("is-live-preview", this.#live);
        this.#properties.render({ shown: this.#live });
    }
}

/** The one stretch in which two texts differ, as a change to the first. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before[start] === after[start]) start++;
    let end = 0;
    while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
    return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
