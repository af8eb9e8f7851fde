/** Starts the app's stand-in, loads the plugin as the app does, and lets the tests in. */

import { setup } from "obsidian-test-mocks/setup";

import "./theme.css";
import { App } from "./app";
import { call, listen } from "./bridge";
import { FileSystemAdapter } from "./files";
import { type Machine, Processes } from "./node";
import { appModules } from "./obsidian";
import type { Plugin } from "./plugin";
import { Stage } from "./stage";

type PluginClass = new (app: App, manifest: Plugin["manifest"]) => Plugin;

async function text(address: string): Promise<string> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
    return response.text();
}

async function loadPlugin(app: App, modules: Record<string, unknown>): Promise<Plugin> {
    const manifest = JSON.parse(await text("/plugin/manifest.json")) as Plugin["manifest"];
    manifest.dir = `${app.vault.configDir}/plugins/${manifest.id}`;
    const module: { exports: { default?: PluginClass } } = { exports: {} };
    const code = `${await text("/plugin/main.js")}\n//# sourceURL=plugin:${manifest.id}`;
    new Function("require", "module", "exports", code)(requireFrom(modules), module, module.exports);
    if (!module.exports.default) throw new Error("The plugin exports no class.");
    const plugin = new module.exports.default(app, manifest);
    document.head.createEl("style", { text: await text("/plugin/styles.css") });
    await plugin.load();
    return plugin;
}

function requireFrom(modules: Record<string, unknown>): (name: string) => unknown {
    return (name) => {
        if (!(name in modules)) throw new Error(`The app has no module "${name}".`);
        return modules[name];
    };
}

async function start(): Promise<void> {
    setup();
    const machine = await call<Machine>("machine");
    const processes = new Processes();
    const app = new App(new FileSystemAdapter(machine.vault));
    await listen(
        (changes) => app.vault.reconcile(changes),
        (event) => processes.hear(event),
    );
    await app.vault.start();
    const plugin = await loadPlugin(app, appModules(machine, processes));
    app.workspace.becomeReady();
    Object.assign(window, { app, stage: new Stage(app, plugin) });
}

void start();
