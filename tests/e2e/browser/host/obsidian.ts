/** What `require("obsidian")` and its neighbours give to a plugin. */

import * as autocomplete from "@codemirror/autocomplete";
import * as commands from "@codemirror/commands";
import * as language from "@codemirror/language";
import * as state from "@codemirror/state";
import * as view from "@codemirror/view";
import { parse, stringify } from "yaml";

import { Component, Events } from "./component";
import { debounce } from "./debounce";
import { Editor } from "./editor";
import { getIcon, setIcon, setTooltip } from "./icons";
import { editorInfoField, editorLivePreviewField, MarkdownView } from "./markdown_view";
import { type Machine, nodeModules, type Processes } from "./node";
import { Menu, MenuItem, Modal, Notice } from "./overlays";
import { Plugin } from "./plugin";
import { requestUrl } from "./requests";
import { Scope } from "./scope";
import { Setting } from "./setting";
import { PluginSettingTab } from "./settings_window";
import { EditorSuggest } from "./suggest";
import { FileSystemAdapter, TAbstractFile, TFile, TFolder, Vault } from "./vault";
import { ItemView, View, WorkspaceLeaf } from "./views";
import { Workspace } from "./workspace";

const VERSION = "1.13.1";

/** Paragraphs only: what a plugin renders must be readable without the app's renderer too. */
const MarkdownRenderer = {
    render: async (_app: unknown, markdown: string, element: HTMLElement): Promise<void> => {
        for (const paragraph of markdown.split(/\n{2,}/)) element.createEl("p", { text: paragraph });
    },
};

function newerOrSame(version: string): boolean {
    return VERSION.localeCompare(version, "en", { numeric: true }) >= 0;
}

export const obsidian = {
    apiVersion: VERSION,
    requireApiVersion: newerOrSame,
    Component,
    debounce,
    Editor,
    editorInfoField,
    editorLivePreviewField,
    EditorSuggest,
    Events,
    FileSystemAdapter,
    getIcon,
    ItemView,
    MarkdownRenderer,
    MarkdownView,
    Menu,
    MenuItem,
    Modal,
    normalizePath: (path: string) => path.replace(/[\\/]+/g, "/").replace(/^\/|\/$/g, "").normalize("NFC") || "/",
    Notice,
    parseYaml: parse as unknown,
    Platform: { isDesktop: true, isDesktopApp: true, isMobile: false, isMobileApp: false },
    Plugin,
    PluginSettingTab,
    requestUrl,
    Scope,
    setIcon,
    Setting,
    setTooltip,
    stringifyYaml: stringify as unknown,
    TAbstractFile,
    TFile,
    TFolder,
    Vault,
    View,
    Workspace,
    WorkspaceLeaf,
};

/** The app's own copies, which all plugins share. */
export function appModules(machine: Machine, processes: Processes): Record<string, unknown> {
    return {
        obsidian,
        "@codemirror/autocomplete": autocomplete,
        "@codemirror/commands": commands,
        "@codemirror/language": language,
        "@codemirror/state": state,
        "@codemirror/view": view,
        ...nodeModules(machine, processes),
    };
}
