/** `app`: the one object through which a plugin reaches everything. */

import { Events } from "./component";
import type { FileSystemAdapter, TAbstractFile, TFile } from "./files";
import { SettingsWindow } from "./settings_window";
import { Vault } from "./vault";
import { Workspace } from "./workspace";

/** A note's name finds it anywhere in the vault; a path finds it exactly. */
class MetadataCache extends Events {
    constructor(readonly vault: Vault) {
        super();
    }

    getFirstLinkpathDest(linkpath: string, _sourcePath: string): TFile | null {
        const exact = this.vault.getFileByPath(linkpath) ?? this.vault.getFileByPath(`${linkpath}.md`);
        const named = (file: TFile): boolean => file.basename.toLowerCase() === linkpath.toLowerCase();
        return exact ?? this.vault.getMarkdownFiles().find(named) ?? null;
    }
}

class SecretStorage extends Events {
    #secrets = new Map<string, string>();

    setSecret(id: string, secret: string): void {
        if (!/^[a-z0-9-]+$/.test(id)) throw new Error("A secret's id is lower-case letters, digits and dashes.");
        this.#secrets.set(id, secret);
    }

    getSecret(id: string): string | null {
        return this.#secrets.get(id) ?? null;
    }

    listSecrets(): string[] {
        return [...this.#secrets.keys()];
    }
}

export class App {
    readonly vault: Vault;
    readonly workspace: Workspace;
    readonly metadataCache: MetadataCache;
    readonly secretStorage = new SecretStorage();
    readonly setting = new SettingsWindow();
    readonly fileManager = {
        renameFile: (file: TAbstractFile, newPath: string): Promise<void> => this.vault.rename(file, newPath),
        trashFile: (file: TAbstractFile): Promise<void> => this.vault.delete(file),
    };

    constructor(adapter: FileSystemAdapter) {
        this.vault = new Vault(adapter);
        this.metadataCache = new MetadataCache(this.vault);
        this.workspace = new Workspace(this);
    }
}
