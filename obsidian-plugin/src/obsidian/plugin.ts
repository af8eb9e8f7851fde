/** Venture Canvas in Obsidian: ties the parts together. What is true is asked of the daemon; here it is only shown. */

import { effect, signal } from "@preact/signals";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { TAbstractFile } from "obsidian";
import { editorInfoField, FileSystemAdapter, MarkdownView, Notice, Plugin } from "obsidian";

import type { CardActions } from "../card/hint-card";
import { cardElement } from "../card/hint-card";
import { closePopover, openPopover } from "../card/popover";
import { givenAddress } from "../daemon/address";
import { Connection } from "../daemon/connection";
import type { Fix, Hashes, Hint, ServerMessage, Source } from "../daemon/protocol";
import { startDaemon } from "../daemon/starting";
import type { NoteEditor } from "../editor/note-editor";
import { hintEditor } from "../editor/note-editor";
import { applyFix } from "../fixes/apply-fix";
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
import { VaultNotes } from "./vault-notes";

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
    private readonly cards: CardActions = {
        apply: (fix, hashes) => void this.apply(fix, hashes),
        jump: (source) => void this.jump(source),
        openNote: (path) => void this.app.workspace.openLinkText(path, ""),
        rule: (code) => this.data.rules.value.get(code) ?? null,
    };
    private badges!: PaneBadges;
    private statusBar!: StatusBar;
    private hasStarted = false;

    override async onload(): Promise<void> {
        this.settings = settingsOf(await this.loadData());
        this.statusBar = new StatusBar(this.addStatusBarItem(), () => void this.openPanel("note"));
        this.badges = new PaneBadges(this.app, this.notes, (badge, hints, hashes) =>
            openPopover(badge.getBoundingClientRect(), hints, hashes, this.cards),
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
                card: (hint, hashes) => cardElement({ hint, hashes, actions: this.cards }),
                entered: (editor) => this.editors.add(editor),
                left: (editor) => this.editors.delete(editor),
            }),
        );
        this.registerEditorSuggest(
            new CompletionSuggest(this.app, (asked) => this.connection.vault.value?.complete(asked) ?? Promise.resolve([])),
        );
        this.registerView(
            PANEL,
            (leaf) =>
                new PanelView(leaf, {
                    state: this.connection.state,
                    tab: this.tab,
                    data: this.data,
                    actions: this.cards,
                    connection: { start: () => void this.start(), register: () => void this.registerVault(), retry: () => this.connection.wake() },
                }),
        );
        addCommands(this, {
            view: () => this.activeView(),
            state: () => this.connection.state.value,
            apply: (mark, fix) => void this.apply(fix, mark.hashes),
            showCards: (view, marks) => this.showCards(view, marks.map(({ hint }) => hint), marks[0]?.hashes ?? {}),
            openPanel: (tab) => void this.openPanel(tab),
            start: () => void this.start(),
            stop: () => void this.connection.stopDaemon().catch(notice),
            register: () => void this.registerVault(),
        });
        this.addSettingTab(new SettingsTab(this.app, this, this.settingsAccess()));
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
        this.connection.onOpened = () => this.notes.connected();
        this.notes.onAnswer = (path) => this.answered(path);
        this.register(
            effect(() => {
                const state = this.connection.state.value;
                this.showStatus();
                if (state.kind === "absent") this.startOnce();
                if (state.kind !== "ready" && state.kind !== "indexing") this.lose();
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

    private async apply(fix: Fix, hashes: Hashes): Promise<void> {
        try {
            await applyFix(fix, hashes, new VaultNotes(this.app, this.editors));
        } catch (error) {
            notice(error);
        }
    }

    private async jump({ path, range }: Source): Promise<void> {
        await this.app.workspace.openLinkText(path, "", false, { eState: { line: range.start.line } });
        const editor = this.app.workspace.getActiveViewOfType(MarkdownView)?.editor;
        if (!editor) return;
        const [from, to] = [range.start, range.end].map(({ line, character }) => ({ line, ch: character }));
        if (!from || !to) return;
        editor.setSelection(from, to);
        editor.scrollIntoView({ from, to }, true);
        editor.focus();
    }

    private showCards(view: EditorView, hints: readonly Hint[], hashes: Hashes): void {
        const place = view.coordsAtPos(view.state.selection.main.head);
        if (hints.length === 0 || !place) new Notice("There is no hint here.");
        else openPopover(place, hints, hashes, this.cards);
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

    private async start(): Promise<void> {
        try {
            await startDaemon(nodeMachine, this.settings.command, this.vaultPath());
            this.connection.wake();
        } catch (error) {
            notice(error);
        }
    }

    /** Starts the daemon by itself, when that is allowed; once, since a daemon that ends again has its reasons. */
    private startOnce(): void {
        if (!this.settings.startsDaemon || this.hasStarted) return;
        this.hasStarted = true;
        void this.start();
    }

    private async registerVault(): Promise<void> {
        await this.connection.registerVault().catch(notice);
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

function notice(error: unknown): void {
    new Notice(error instanceof Error ? error.message : String(error));
}
