/** What a leaf can show, and the leaf. */

import type * as api from "obsidian";

import type { App } from "./app";
import { Component, Events } from "./component";
import type { TFile } from "./files";

export abstract class View extends Component {
    readonly app: App;
    readonly containerEl: HTMLElement;
    icon = "document";
    navigation = true;
    scope: unknown = null;

    constructor(readonly leaf: WorkspaceLeaf) {
        super();
        this.app = leaf.app;
        this.containerEl = createDiv({ cls: "workspace-leaf-content" });
    }

    abstract getViewType(): string;
    abstract getDisplayText(): string;

    async onOpen(): Promise<void> {}
    async onClose(): Promise<void> {}
    onResize(): void {}

    getIcon(): string {
        return this.icon;
    }

    getState(): Record<string, unknown> {
        return {};
    }

    async setState(_state: unknown): Promise<void> {}

    getEphemeralState(): Record<string, unknown> {
        return {};
    }

    setEphemeralState(_state: unknown): void {}
}

export abstract class ItemView extends View {
    readonly contentEl: HTMLElement;

    constructor(leaf: WorkspaceLeaf) {
        super(leaf);
        this.containerEl.createDiv({ cls: "view-header" }).createDiv({ cls: "view-header-title" });
        this.contentEl = this.containerEl.createDiv({ cls: "view-content" });
    }
}

class EmptyView extends ItemView {
    getViewType(): string {
        return "empty";
    }

    getDisplayText(): string {
        return "New tab";
    }
}

export interface OpenState {
    active?: boolean;
    state?: Record<string, unknown>;
    eState?: Record<string, unknown>;
}

export class WorkspaceLeaf extends Events {
    readonly containerEl = createDiv({ cls: "workspace-leaf" });
    readonly isDeferred = false;
    view: View;

    constructor(
        readonly app: App,
        readonly parent: HTMLElement,
    ) {
        super();
        this.view = new EmptyView(this);
        parent.append(this.containerEl);
        this.containerEl.addEventListener("mousedown", () => app.workspace.setActiveLeaf(this));
        this.containerEl.addEventListener("focusin", () => app.workspace.setActiveLeaf(this));
    }

    async open(view: View): Promise<View> {
        await this.#close();
        this.view = view;
        view.containerEl.dataset["type"] = view.getViewType();
        this.containerEl.append(view.containerEl);
        await view.load();
        await view.onOpen();
        this.#showTitle();
        return view;
    }

    /** Open a note; a view that shows notes already is used again, as in the app. */
    async openFile(file: TFile, { active = true, state = {}, eState }: OpenState = {}): Promise<void> {
        await this.setViewState({ type: "markdown", state: { file: file.path, ...state }, active }, eState);
        this.app.workspace.trigger("file-open", file);
    }

    async setViewState({ type, state, active }: api.ViewState, eState?: Record<string, unknown>): Promise<void> {
        if (this.view.getViewType() !== type) await this.open(this.app.workspace.createView(type, this));
        await this.view.setState(state);
        this.#showTitle();
        if (eState) this.setEphemeralState(eState);
        if (active) this.app.workspace.setActiveLeaf(this);
        this.app.workspace.trigger("layout-change");
    }

    getViewState(): api.ViewState {
        return { type: this.view.getViewType(), state: this.view.getState() };
    }

    getEphemeralState(): Record<string, unknown> {
        return this.view.getEphemeralState();
    }

    setEphemeralState(state: unknown): void {
        this.view.setEphemeralState(state);
    }

    async loadIfDeferred(): Promise<void> {}

    getRoot(): unknown {
        return this.app.workspace.rootOf(this);
    }

    detach(): void {
        void this.#close();
        this.containerEl.remove();
        this.app.workspace.removeLeaf(this);
    }

    async #close(): Promise<void> {
        const { view } = this;
        view.containerEl.remove();
        await view.onClose();
        view.unload();
    }

    #showTitle(): void {
        const title = this.view.containerEl.find(".view-header-title") as HTMLElement | null;
        title?.setText(this.view.getDisplayText());
    }
}
