/* Touches everything of the app that the real plugin touches, so that the stage can be tested before the play. */
"use strict";

const { EditorSuggest, ItemView, Notice, Plugin, PluginSettingTab, Setting, editorInfoField, requestUrl } =
    require("obsidian");
const { Decoration, hoverTooltip, ViewPlugin } = require("@codemirror/view");
const { readFile } = require("node:fs/promises");
const { join } = require("node:path");
const { spawn } = require("node:child_process");

function marks(view) {
    const found = [...view.state.doc.toString().matchAll(/\?\?/g)];
    const mark = Decoration.mark({ class: "cm-lintRange cm-lintRange-warning" });
    return Decoration.set(found.map(({ index }) => mark.range(index, index + 2)));
}

const markPlugin = ViewPlugin.define(
    (view) => ({ decorations: marks(view), update(update) { this.decorations = marks(update.view); } }),
    { decorations: (plugin) => plugin.decorations },
);

const card = hoverTooltip((view, pos) => ({
    pos,
    create: () => ({ dom: createDiv({ text: `Undecided in ${view.state.field(editorInfoField).file.path}` }) }),
}));

class Words extends EditorSuggest {
    onTrigger(cursor, editor) {
        const start = editor.getLine(cursor.line).lastIndexOf("@", cursor.ch);
        if (start < 0) return null;
        const query = editor.getLine(cursor.line).slice(start + 1, cursor.ch);
        return { start: { line: cursor.line, ch: start }, end: cursor, query };
    }

    getSuggestions({ query }) {
        return ["parents", "patients", "clinics"].filter((word) => word.startsWith(query));
    }

    renderSuggestion(word, element) {
        element.setText(word);
    }

    selectSuggestion(word) {
        const { editor, start, end } = this.context;
        editor.replaceRange(word, start, end);
        editor.setCursor({ line: start.line, ch: start.ch + word.length });
    }
}

class Panel extends ItemView {
    getViewType() {
        return "stand-in";
    }

    getDisplayText() {
        return "Stand-in";
    }

    async onOpen() {
        const show = () => this.contentEl.setText(this.app.workspace.getActiveFile()?.path ?? "no note");
        this.registerEvent(this.app.workspace.on("file-open", show));
        this.registerEvent(this.app.vault.on("rename", show));
        show();
    }
}

class Tab extends PluginSettingTab {
    display() {
        new Setting(this.containerEl).setName("Greeting").addText((text) =>
            text.setValue(this.plugin.settings.greeting).onChange(async (greeting) => {
                this.plugin.settings.greeting = greeting;
                await this.plugin.saveData(this.plugin.settings);
            }),
        );
    }
}

module.exports.default = class StandIn extends Plugin {
    async onload() {
        this.settings = { greeting: "Hello", ...(await this.loadData()) };
        this.status = this.addStatusBarItem();
        this.registerEditorExtension([markPlugin, card]);
        this.registerEditorSuggest(new Words(this.app));
        this.registerView("stand-in", (leaf) => new Panel(leaf));
        this.addSettingTab(new Tab(this.app, this));
        this.addCommand({ id: "panel", name: "Panel", callback: () => this.app.workspace.ensureSideLeaf("stand-in", "right") });
        this.addCommand({ id: "ask", name: "Ask", callback: () => this.ask() });
        this.addCommand({ id: "start", name: "Start", callback: () => this.start() });
        this.addCommand({ id: "decide", name: "Decide", editorCheckCallback: (checking, editor) => this.decide(checking, editor) });
        this.addCommand({ id: "tidy", name: "Tidy", callback: () => this.tidy() });
    }

    async ask() {
        const state = join(process.env.VENTURE_CANVAS_HOME, "state");
        const { port, token } = JSON.parse(await readFile(join(state, "runtime.json"), "utf-8"));
        const headers = { Authorization: `Bearer ${token}` };
        const { vaults } = await requestUrl({ url: `http://127.0.0.1:${port}/v1/vaults`, headers }).json;
        const bearer = `bearer.${btoa(token).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
        const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/vaults/${vaults[0].id}/live`, ["venture-canvas.v1", bearer]);
        socket.onmessage = ({ data }) => this.status.setText(`${JSON.parse(data).type} of ${vaults[0].name}`);
    }

    start() {
        const child = spawn("venture-canvas", ["rules"], { env: process.env });
        child.on("exit", (code) => new Notice(`${this.settings.greeting}: ended with ${code}`, 0));
        spawn("no-such-program").on("error", ({ code }) => new Notice(code, 0));
    }

    decide(checking, editor) {
        const index = editor.getValue().indexOf("??");
        if (!checking) editor.replaceRange("", editor.offsetToPos(index), editor.offsetToPos(index + 2));
        return index >= 0;
    }

    async tidy() {
        for (const file of this.app.vault.getMarkdownFiles()) await this.app.vault.process(file, (text) => text.trim());
    }
};
