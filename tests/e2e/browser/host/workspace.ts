/** `app.workspace`: the leaves beside each other, which of them is active, and what is told of it. */

import type { Extension } from "@codemirror/state";
import type * as api from "obsidian";

import type { App } from "./app";
import { Events } from "./component";
import type { Editor } from "./editor";
import type { TFile } from "./files";
import { MarkdownView } from "./markdown_view";
import { EditorSuggests } from "./suggest";
import { type OpenState, type View, WorkspaceLeaf } from "./views";

/** One side of the window, and the leaves on it. */
class Split {
    readonly leaves: WorkspaceLeaf[] = [];
    collapsed: boolean;

    constructor(
        readonly containerEl: HTMLElement,
        { collapsed }: { collapsed: boolean },
    ) {
        this.collapsed = collapsed;
        containerEl.toggle(!collapsed);
    }

    expand(): void {
        this.collapsed = false;
        this.containerEl.show();
    }

    collapse(): void {
        this.collapsed = true;
        this.containerEl.hide();
    }
}

type ViewCreator = (leaf: WorkspaceLeaf) => View;

export class Workspace extends Events {
    readonly containerEl = document.body.createDiv({ cls: "workspace" });
    readonly leftRibbon = this.containerEl.createDiv({ cls: "workspace-ribbon" });
    readonly leftSplit = this.#split("left", true);
    readonly rootSplit = this.#split("root", false);
    readonly rightSplit = this.#split("right", true);
    readonly statusBarEl = document.body.createDiv({ cls: "status-bar" });
    readonly editorExtensions = new Set<Extension>();
    readonly editorSuggests: EditorSuggests;
    activeLeaf: WorkspaceLeaf | null = null;
    layoutReady = false;
    #mostRecentLeaf: WorkspaceLeaf | null = null;
    #creators = new Map<string, ViewCreator>([["markdown", (leaf) => new MarkdownView(leaf)]]);
    #whenReady: (() => unknown)[] = [];

    constructor(readonly app: App) {
        super();
        this.editorSuggests = new EditorSuggests();
    }

    get activeEditor(): MarkdownView | null {
        return this.getActiveViewOfType(MarkdownView);
    }

    onLayoutReady(callback: () => unknown): void {
        if (this.layoutReady) callback();
        else this.#whenReady.push(callback);
    }

    becomeReady(): void {
        this.layoutReady = true;
        for (const callback of this.#whenReady.splice(0)) callback();
        this.trigger("layout-ready");
    }

    registerView(type: string, creator: ViewCreator): void {
        if (this.#creators.has(type)) throw new Error(`Attempting to register an existing view type "${type}"`);
        this.#creators.set(type, creator);
    }

    unregisterView(type: string): void {
        this.#creators.delete(type);
    }

    createView(type: string, leaf: WorkspaceLeaf): View {
        const creator = this.#creators.get(type);
        if (!creator) throw new Error(`There is no view of type "${type}".`);
        return creator(leaf);
    }

    iterateRootLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void {
        [...this.rootSplit.leaves].forEach(callback);
    }

    iterateAllLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void {
        [...this.rootSplit.leaves, ...this.leftSplit.leaves, ...this.rightSplit.leaves].forEach(callback);
    }

    getLeavesOfType(type: string): WorkspaceLeaf[] {
        const found: WorkspaceLeaf[] = [];
        this.iterateAllLeaves((leaf) => leaf.view.getViewType() === type && found.push(leaf));
        return found;
    }

    detachLeavesOfType(type: string): void {
        for (const leaf of this.getLeavesOfType(type)) leaf.detach();
    }

    getActiveViewOfType<Found extends View>(type: api.Constructor<Found>): Found | null {
        const view = this.activeLeaf?.view;
        return view instanceof type ? view : null;
    }

    getActiveFile(): TFile | null {
        const view = this.getMostRecentLeaf()?.view;
        return view instanceof MarkdownView ? view.file : null;
    }

    getMostRecentLeaf(): WorkspaceLeaf | null {
        return this.#mostRecentLeaf;
    }

    getLeaf(newLeaf?: unknown): WorkspaceLeaf {
        return newLeaf ? this.#add(this.rootSplit) : (this.#mostRecentLeaf ?? this.#add(this.rootSplit));
    }

    getRightLeaf(split: boolean): WorkspaceLeaf {
        return (!split && this.rightSplit.leaves[0]) || this.#add(this.rightSplit);
    }

    async ensureSideLeaf(type: string, side: api.Side, options: { active?: boolean; reveal?: boolean } = {}): Promise<WorkspaceLeaf> {
        const { active = true, reveal = true } = options;
        const found = this.getLeavesOfType(type)[0];
        const leaf = found ?? this.#add(side === "left" ? this.leftSplit : this.rightSplit);
        if (!found) await leaf.setViewState({ type, active });
        if (reveal) await this.revealLeaf(leaf);
        return leaf;
    }

    async revealLeaf(leaf: WorkspaceLeaf): Promise<void> {
        this.rootOf(leaf).expand();
    }

    rootOf(leaf: WorkspaceLeaf): Split {
        return [this.leftSplit, this.rightSplit].find((split) => split.leaves.includes(leaf)) ?? this.rootSplit;
    }

    setActiveLeaf(leaf: WorkspaceLeaf, { focus = false } = {}): void {
        if (this.activeLeaf !== leaf) {
            this.activeLeaf?.containerEl.removeClass("mod-active");
            leaf.containerEl.addClass("mod-active");
            this.activeLeaf = leaf;
            if (this.rootSplit.leaves.includes(leaf)) this.#mostRecentLeaf = leaf;
            this.trigger("active-leaf-change", leaf);
            if (leaf.view instanceof MarkdownView && leaf.view.file) this.trigger("file-open", leaf.view.file);
        }
        if (focus && leaf.view instanceof MarkdownView) leaf.view.editor.focus();
    }

    removeLeaf(leaf: WorkspaceLeaf): void {
        const { leaves } = this.rootOf(leaf);
        leaves.splice(leaves.indexOf(leaf), 1);
        const next = this.rootSplit.leaves[0] ?? null;
        if (this.#mostRecentLeaf === leaf) this.#mostRecentLeaf = next;
        if (this.activeLeaf === leaf) this.activeLeaf = null;
        if (!this.activeLeaf && next) this.setActiveLeaf(next);
        this.trigger("layout-change");
    }

    async openLinkText(linktext: string, sourcePath: string, newLeaf?: unknown, openState?: OpenState): Promise<void> {
        const [linkpath = ""] = linktext.split("#");
        const file = this.app.metadataCache.getFirstLinkpathDest(linkpath, sourcePath);
        if (file) await this.getLeaf(newLeaf).openFile(file, openState);
    }

    /** Give every editor the extensions that are registered now. */
    updateOptions(): void {
        for (const view of this.markdownViews()) view.reconfigure([...this.editorExtensions]);
    }

    markdownViews(): MarkdownView[] {
        return this.getLeavesOfType("markdown").map((leaf) => leaf.view as MarkdownView);
    }

    noteTyped(editor: Editor, view: MarkdownView): void {
        this.trigger("editor-change", editor, view);
    }

    #split(side: string, collapsed: boolean): Split {
        return new Split(this.containerEl.createDiv({ cls: `workspace-split mod-${side}-split` }), { collapsed });
    }

    #add(split: Split): WorkspaceLeaf {
        const leaf = new WorkspaceLeaf(this.app, split.containerEl);
        split.leaves.push(leaf);
        return leaf;
    }
}
