/** What `require("obsidian")` and its neighbours give to a plugin. */

import * as autocomplete from "@codemirror/autocomplete";
import * as commands from "@codemirror/commands";
import * as language from "@codemirror/language";
import * as state from "@codemirror/state";
import * as view from "@codemirror/view";

import { Component, Events } from "./component";
import { debounce } from "./debounce";
import { Editor } from "./editor";
import { FileSystemAdapter, TAbstractFile, TFile, TFolder } from "./files";
import { editorInfoField, editorLivePreviewField, MarkdownView } from "./markdown_view";
import { type Machine, nodeModules, type Processes } from "./node";
import { Notice } from "./notice";
import { Plugin } from "./plugin";
import { requestUrl } from "./requests";
import { Scope } from "./scope";
import { Setting } from "./setting";
import { PluginSettingTab } from "./settings_window";
import { EditorSuggest } from "./suggest";
import { Vault } from "./vault";
import { ItemView, View, WorkspaceLeaf } from "./views";
import { Workspace } from "./workspace";

const VERSION = "1.13.1";

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
    ItemView,
    MarkdownView,
    Notice,
    Plugin,
    PluginSettingTab,
    requestUrl,
    Scope,
    Setting,
    setTooltip: (element: HTMLElement, tooltip: string) => element.setAttribute("aria-label", tooltip),
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
