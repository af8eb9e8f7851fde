/** `Plugin`: what a plugin registers, and takes with it when it goes. */

import type { Extension } from "@codemirror/state";
import type * as api from "obsidian";

import type { App } from "./app";
import { BridgeError } from "./bridge";
import { Component } from "./component";
import type { Editor } from "./editor";
import type { MarkdownView } from "./markdown_view";
import type { PluginSettingTab } from "./settings_window";
import type { EditorSuggest } from "./suggest";
import type { View, WorkspaceLeaf } from "./views";

export interface Command extends Omit<api.Command, "editorCallback" | "editorCheckCallback"> {
    editorCallback?: (editor: Editor, view: MarkdownView) => unknown;
    editorCheckCallback?: (checking: boolean, editor: Editor, view: MarkdownView) => boolean | void;
}

export abstract class Plugin extends Component {
    settings: unknown;
    readonly commands = new Map<string, Command>();

    constructor(
        readonly app: App,
        readonly manifest: api.PluginManifest,
    ) {
        super();
    }

    addCommand(command: Command): Command {
        this.commands.set(command.id, command);
        return command;
    }

    addStatusBarItem(): HTMLElement {
        const item = this.app.workspace.statusBarEl.createDiv({ cls: `status-bar-item plugin-${this.manifest.id}` });
        this.register(() => item.remove());
        return item;
    }

    addSettingTab(tab: PluginSettingTab): void {
        const { tabs } = this.app.setting;
        tabs.push(tab);
        this.register(() => tabs.splice(tabs.indexOf(tab), 1));
    }

    registerView(type: string, creator: (leaf: WorkspaceLeaf) => View): void {
        const { workspace } = this.app;
        workspace.registerView(type, creator);
        this.register(() => workspace.unregisterView(type));
    }

    registerEditorExtension(extension: Extension): void {
        const { workspace } = this.app;
        workspace.editorExtensions.add(extension);
        workspace.updateOptions();
        this.register(() => {
            workspace.editorExtensions.delete(extension);
            workspace.updateOptions();
        });
    }

    registerEditorSuggest(suggest: EditorSuggest<unknown>): void {
        const { editorSuggests } = this.app.workspace;
        editorSuggests.add(suggest);
        this.register(() => editorSuggests.remove(suggest));
    }

    async loadData(): Promise<unknown> {
        try {
            return JSON.parse(await this.app.vault.adapter.read(this.#dataPath)) as unknown;
        } catch (error) {
            if (error instanceof BridgeError && error.code === "ENOENT") return null;
            throw error;
        }
    }

    async saveData(data: unknown): Promise<void> {
        await this.app.vault.adapter.write(this.#dataPath, JSON.stringify(data, null, 2));
    }

    get #dataPath(): string {
        return `${this.manifest.dir}/data.json`;
    }
}
