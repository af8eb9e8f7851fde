/** The settings window, with a tab for each plugin. */

import type * as api from "obsidian";

import type { App } from "./app";
import type { Plugin } from "./plugin";
import { Setting } from "./setting";

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

    /** Declared settings win over built ones, as they do since 1.13. */
    update(): void {
        const declared = this.getSettingDefinitions();
        if (declared.length === 0) return this.display();
        this.containerEl.empty();
        draw(this.containerEl, declared);
    }

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

/** Rows for settings that are declared (since 1.13): groups with a heading, and rows that draw their own control. */
function draw(containerEl: HTMLElement, items: api.SettingDefinitionItem[]): void {
    for (const item of items) {
        if ("items" in item) drawGroup(containerEl.createDiv({ cls: "setting-group" }), item as api.SettingDefinitionGroup);
        else if ("name" in item) drawRow(containerEl, item as api.SettingDefinitionRender);
    }
}

function drawGroup(groupEl: HTMLElement, { heading, items }: api.SettingDefinitionGroup): void {
    if (heading) new Setting(groupEl).setName(heading).setHeading();
    draw(groupEl.createDiv({ cls: "setting-items" }), items ?? []);
}

function drawRow(containerEl: HTMLElement, { name, desc, render }: api.SettingDefinitionRender): void {
    const row = new Setting(containerEl).setName(name).setDesc(desc ?? "");
    render?.(row as unknown as api.Setting, { listEl: containerEl } as api.SettingGroup);
}
