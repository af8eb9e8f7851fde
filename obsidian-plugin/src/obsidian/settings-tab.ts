/** The plugin's settings, and the rules of the vault. */

import type { App, Plugin, SettingDefinitionGroup, SettingDefinitionItem, SettingDefinitionRender } from "obsidian";
import { Notice, PluginSettingTab, requireApiVersion, Setting } from "obsidian";

import { SEVERITY_NAMES } from "../card/hint-card";
import type { Rule, Severity } from "../daemon/protocol";
import type { Settings } from "../settings/settings";
import { LONGEST_PAUSE, SHORTEST_PAUSE } from "../settings/settings";

/** What the tab reads and changes. */
export interface SettingsAccess {
    readonly settings: Settings;
    readonly change: (changed: Partial<Settings>) => void;
    readonly token: () => string;
    readonly keepToken: (token: string) => void;
    readonly rules: () => readonly Rule[];
    readonly setRule: (code: string, on: boolean) => Promise<void>;
}

const PAUSE_STEP = 10;

const RULES: Row = {
    name: "Which hints there are",
    desc: "What is changed here is written to venture-canvas.toml in the vault. The list needs the daemon.",
    render: () => undefined,
};

export class SettingsTab extends PluginSettingTab {
    constructor(
        app: App,
        plugin: Plugin,
        private readonly access: SettingsAccess,
    ) {
        super(app, plugin);
    }

    override getSettingDefinitions(): SettingDefinitionItem[] {
        return this.groups();
    }

    /** Draws the settings where Obsidian is older than 1.13 and does not draw them by itself. */
    override display(): void {
        this.draw();
    }

    /** Shows the list of rules as it is now: it comes with the daemon. */
    refresh(): void {
        if (requireApiVersion("1.13.0")) this.update();
        else if (this.containerEl.isShown()) this.draw();
    }

    private draw(): void {
        this.containerEl.empty();
        for (const { heading, items } of this.groups()) {
            new Setting(this.containerEl).setName(heading).setHeading();
            for (const { name, desc, render } of items) render(new Setting(this.containerEl).setName(name).setDesc(desc));
        }
    }

    private groups(): Group[] {
        const rules = this.access.rules();
        return [
            { type: "group", heading: "While you write", items: this.writing() },
            { type: "group", heading: "Daemon", items: this.daemon() },
            { type: "group", heading: "Rules of this vault", items: [RULES, ...rules.map((rule) => this.rule(rule))] },
        ];
    }

    private writing(): Row[] {
        const { access } = this;
        return [
            {
                name: "Show from",
                desc: "The mildest hints that are marked in the text. The panel shows all of them.",
                render: (setting) => {
                    setting.addDropdown((dropdown) =>
                        dropdown
                            .addOptions(SEVERITY_NAMES)
                            .setValue(access.settings.severity)
                            .onChange((severity) => access.change({ severity: severity as Severity })),
                    );
                },
            },
            {
                name: "Pause",
                desc: "Milliseconds without a key after which the note is checked.",
                render: (setting) => {
                    setting.addSlider((slider) =>
                        slider
                            .setLimits(SHORTEST_PAUSE, LONGEST_PAUSE, PAUSE_STEP)
                            .setValue(access.settings.pause)
                            .onChange((pause) => access.change({ pause })),
                    );
                },
            },
        ];
    }

    private daemon(): Row[] {
        const { access } = this;
        return [
            {
                name: "Start the daemon",
                desc: "When none is running, start one. It goes on running when Obsidian is closed.",
                render: (setting) => {
                    setting.addToggle((toggle) =>
                        toggle.setValue(access.settings.startsDaemon).onChange((startsDaemon) => access.change({ startsDaemon })),
                    );
                },
            },
            this.text("command", "Command", "The program that starts the daemon. Leave it empty to use the one that was used last."),
            this.text("address", "Address", "Such as 127.0.0.1:8765. Leave it empty to find the daemon by itself."),
            {
                name: "Token",
                desc: "Only with an address of your own. It is kept in Obsidian's secret storage, not in the vault.",
                render: (setting) => {
                    setting.addText((text) => {
                        text.inputEl.type = "password";
                        text.setValue(access.token()).onChange((token) => access.keepToken(token.trim()));
                    });
                },
            },
        ];
    }

    private text(key: "command" | "address", name: string, desc: string): Row {
        const { access } = this;
        return {
            name,
            desc,
            render: (setting) => {
                setting.addText((text) =>
                    text.setValue(access.settings[key]).onChange((value) => access.change({ [key]: value.trim() })),
                );
            },
        };
    }

    private rule({ code, what, on }: Rule): Row {
        return {
            name: code,
            desc: what,
            render: (setting) => {
                setting.addToggle((toggle) =>
                    toggle.setValue(on).onChange((value) => {
                        this.access.setRule(code, value).catch((error: unknown) => {
                            toggle.setValue(on);
                            new Notice(String(error));
                        });
                    }),
                );
            },
        };
    }
}

interface Row extends SettingDefinitionRender {
    desc: string;
    render: (setting: Setting) => void;
}

interface Group extends SettingDefinitionGroup {
    heading: string;
    items: Row[];
}
