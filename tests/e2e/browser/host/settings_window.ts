/** The settings window, with a tab for each plugin. */

import type * as api from "obsidian";

import type { App } from "./app";
import type { Plugin } from "./plugin";
import { declare } from "./setting";

export abstract class PluginSettingTab {
    readonly containerEl = createDiv({ cls: "vertical-tab-content" });
    readonly id: string;
    icon = "settings";

    constructor(
        readonly app: App,
        readonly plugin: Plugin,
    ) {
        this.id = plugin.manifest.id;
    }

    getSettingDefinitions(): api.SettingDefinitionItem[] {
        return [];
    }

    getControlValue(key: string): unknown {
        return (this.plugin.settings as Record<string, unknown>)[key];
    }

    async setControlValue(key: string, value: unknown): Promise<void> {
        Object.assign(this.plugin.settings as object, { [key]: value });
        await this.plugin.saveData(this.plugin.settings);
    }

    /** Declared settings win over built ones, as they do since 1.13. */
    update(): void {
        const declared = this.getSettingDefinitions();
        if (declared.length === 0) return this.display();
        this.containerEl.empty();
        declare(this.containerEl, declared, {
            read: (key) => this.getControlValue(key),
            write: (key, value) => this.setControlValue(key, value),
        });
    }

    refreshDomState(): void {}
    display(): void {}
    hide(): void {}
}

export class SettingsWindow {
    readonly tabs: PluginSettingTab[] = [];
    readonly #containerEl = createDiv({ cls: "modal mod-settings" });
    #shown: PluginSettingTab | undefined;

    open(): void {
        document.body.append(this.#containerEl);
    }

    openTabById(id: string): PluginSettingTab | undefined {
        this.#shown?.hide();
        this.#shown = this.tabs.find((tab) => tab.id === id);
        this.#containerEl.replaceChildren(...(this.#shown ? [this.#shown.containerEl] : []));
        this.#shown?.update();
        return this.#shown;
    }

    close(): void {
        this.#shown?.hide();
        this.#shown = undefined;
        this.#containerEl.remove();
    }
}
