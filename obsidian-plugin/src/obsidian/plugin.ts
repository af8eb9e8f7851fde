/** Venture Canvas in Obsidian: ties the parts together. What is true is asked of the daemon; here it is only shown. */

import { computed, effect, signal, untracked } from "@preact/signals";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { TAbstractFile } from "obsidian";
import { editorInfoField, FileSystemAdapter, Notice, Plugin } from "obsidian";

import { cardElement } from "../card/hint-card";
import { closePopover, openPopover } from "../card/popover";
import { givenAddress } from "../daemon/address";
import { Connection } from "../daemon/connection";
import { DaemonControl } from "../daemon/control";
import type { Hashes, Hint, ServerMessage } from "../daemon/protocol";
import type { NoteEditor } from "../editor/note-editor";
import { hintEditor } from "../editor/note-editor";
import { OpenNotes } from "../notes/open-notes";
import type { Tab } from "../panel/panel";
import { VaultData } from "../panel/vault-data";
import type { Settings } from "../settings/settings";
import { DEFAULTS, isAsGrave, settingsOf } from "../settings/settings";
import { addCommands } from "./commands";
import { CompletionSuggest } from "./completion-suggest";
import { nodeMachine } from "./node-machine";
import { PaneBadges } from "./pane-badges";
import { PANEL, PanelView } from "./panel-view";
import { send } from "./request";
import { SettingsTab } from "./settings-tab";
import { StatusBar } from "./status-bar";
import { tell, VaultActions } from "./vault-actions";

const TOKEN = "venture-canvas-token";

export class VentureCanvasPlugin extends Plugin {
    override settings: Settings = DEFAULTS;

    private readonly connection = new Connection({
        machine: nodeMachine,
        send,
        vaultPath: this.vaultPath(),
        givenAddress: () => (this.settings.address ? givenAddress(this.settings.address, this.token()) : null),
    });
    private readonly notes = new OpenNotes(
        (message) => this.connection.send(message),
        () => this.settings.pause,
    );
    private readonly data = new VaultData(this.connection.vault);
    private readonly editors = new Set<NoteEditor>();
    private readonly tab = signal<Tab>("note");
    private readonly actions = new VaultActions(this.app, this.editors, (code) => this.data.rules.value.get(code) ?? null);
    private readonly control = new DaemonControl(this.connection, {
        machine: nodeMachine,
        vaultPath: this.vaultPath(),
        command: () => this.settings.command,
        tell,
    });
    private badges!: PaneBadges;
    private statusBar!: StatusBar;

    override async onload(): Promise<void> {
        this.settings = settingsOf(await this.loadData());
        this.statusBar = new StatusBar(this.addStatusBarItem(), () => void this.openPanel("note"));
        this.badges = new PaneBadges(this.app, this.notes, (badge, hints, hashes) =>
            openPopover(badge.getBoundingClientRect(), hints, hashes, this.actions),
        );
        this.addFaces();
        this.followWorkspace();
        this.followDaemon();
        this.app.workspace.onLayoutReady(() => {
            this.noteShown(this.app.workspace.getActiveFile());
            void this.connection.run();
        });
    }

    override onunload(): void {
        this.connection.stop();
        this.badges.destroy();
        closePopover();
    }

    private addFaces(): void {
        this.registerEditorExtension(
            hintEditor({
                notes: this.notes,
                pathOf,
                shows: (severity) => isAsGrave(severity, this.settings.severity),
                card: (hint, hashes) => cardElement({ hint, hashes, actions: this.actions }),
                entered: (editor) => this.editors.add(editor),
                left: (editor) => this.editors.delete(editor),
            }),
        );
        this.registerEditorSuggest(
            // Without an answer there is nothing to offer, and nothing to say: the status bar tells how the connection is.
            new CompletionSuggest(this.app, async (asked) => (await this.connection.vault.value?.complete(asked).catch(() => null)) ?? []),
        );
        this.registerView(
            PANEL,
            (leaf) =>
                new PanelView(leaf, {
                    state: this.connection.state,
                    tab: this.tab,
                    data: this.data,
                    actions: this.actions,
                    connection: this.control,
                }),
        );
        addCommands(this, {
            view: () => this.activeView(),
            state: () => this.connection.state.value,
            apply: (mark, fix) => this.actions.apply(fix, mark.hashes),
            showCards: (view, marks) => this.showCards(view, marks.map(({ hint }) => hint), marks[0]?.hashes ?? {}),
            openPanel: (tab) => void this.openPanel(tab),
            start: this.control.start,
            stop: this.control.stop,
            register: this.control.register,
        });
        const settingsTab = new SettingsTab(this.app, this, this.settingsAccess());
        this.addSettingTab(settingsTab);
        const ruleCount = computed(() => this.data.rules.value.size);
        this.register(effect(() => (ruleCount.value > 0 ? settingsTab.refresh() : undefined)));
    }

    private followWorkspace(): void {
        const { workspace, vault } = this.app;
        this.registerEvent(workspace.on("file-open", (file) => this.noteShown(file)));
        this.registerEvent(workspace.on("layout-change", () => this.badges.draw()));
        this.registerEvent(vault.on("rename", () => this.noteShown(workspace.getActiveFile())));
        this.registerDomEvent(window, "focus", () => this.connection.wake());
    }

    private followDaemon(): void {
        this.connection.onMessage = (message) => this.hear(message);
        this.notes.onAnswer = (path) => this.answered(path);
        this.register(
            effect(() => {
                const state = this.connection.state.value;
                this.showStatus();
                if (state.kind === "absent" && this.settings.startsDaemon) this.control.startOnce();
            }),
        );
        this.register(
            effect(() => {
                const isFollowing = this.connection.isFollowing.value;
                untracked(() => (isFollowing ? this.notes.connected() : this.lose()));
            }),
        );
    }

    private hear(message: ServerMessage): void {
        if (message.type === "hints") this.notes.receive(message);
        else if (message.type === "problem" && message.path !== null) this.notes.refused(message.path);
        else if (message.type === "state" && message.resync) this.notes.connected();
        if (message.type === "state") void this.data.askRules().catch(() => undefined);
        this.data.changed();
    }

    private answered(path: string): void {
        this.badges.draw();
        if (path === this.data.path.value) this.showStatus();
    }

    private lose(): void {
        this.notes.disconnected();
        this.data.forget();
    }

    private noteShown(file: TAbstractFile | null): void {
        for (const editor of this.editors) editor.follow();
        const path = file?.path.toLowerCase().endsWith(".md") ? file.path : null;
        this.data.show(path);
        this.badges.draw();
        this.showStatus();
    }

    private showStatus(): void {
        const path = this.data.path.value;
        this.statusBar.show(this.connection.state.value, path === null ? null : (this.notes.answer(path)?.hints ?? null));
    }

    private showCards(view: EditorView, hints: readonly Hint[], hashes: Hashes): void {
        const place = view.coordsAtPos(view.state.selection.main.head);
        if (hints.length === 0 || !place) new Notice("There is no hint here.");
        else openPopover(place, hints, hashes, this.actions);
    }

    private async openPanel(tab: Tab): Promise<void> {
        const { workspace } = this.app;
        this.tab.value = tab;
        const leaf = workspace.getLeavesOfType(PANEL)[0] ?? workspace.getRightLeaf(false);
        if (!leaf) return;
        if (leaf.view.getViewType() !== PANEL) await leaf.setViewState({ type: PANEL, active: true });
        await workspace.revealLeaf(leaf);
    }

    private activeView(): EditorView | null {
        const path = this.app.workspace.activeEditor?.file?.path;
        const found = [...this.editors].filter((editor) => editor.path !== null && editor.path === path);
        return (found.find(({ view }) => view.hasFocus) ?? found[0])?.view ?? null;
    }

    private settingsAccess(): ConstructorParameters<typeof SettingsTab>[2] {
        const settings = (): Settings => this.settings;
        return {
            get settings() {
                return settings();
            },
            change: (changed) => void this.changeSettings(changed),
            token: () => this.token(),
            keepToken: (token) => {
                this.app.secretStorage.setSecret(TOKEN, token);
                this.connection.restart();
            },
            rules: () => [...this.data.rules.value.values()],
            setRule: async (code, on) => this.data.keepRules((await this.connection.vault.value?.setRule(code, on)) ?? []),
        };
    }

    private async changeSettings(changed: Partial<Settings>): Promise<void> {
        this.settings = { ...this.settings, ...changed };
        await this.saveData(this.settings);
        if ("address" in changed) this.connection.restart();
        for (const editor of this.editors) editor.drawSoon();
    }

    private token(): string {
        return this.app.secretStorage.getSecret(TOKEN) ?? "";
    }

    private vaultPath(): string {
        const { adapter } = this.app.vault;
        return adapter instanceof FileSystemAdapter ? adapter.getBasePath() : "";
    }
}

function pathOf(state: EditorState): string | null {
    const file = state.field(editorInfoField, false)?.file;
    return file?.extension === "md" ? file.path : null;
}
