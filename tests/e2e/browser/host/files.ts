/** Files and folders as the app has them, and the adapter that reaches them on the disk. */

import type * as api from "obsidian";

import { call, type Change, type Stat } from "./bridge";
import type { Vault } from "./vault";

export abstract class TAbstractFile {
    parent: TFolder | null = null;

    constructor(
        readonly vault: Vault,
        public path: string,
    ) {}

    get name(): string {
        return this.path.slice(this.path.lastIndexOf("/") + 1);
    }
}

export class TFolder extends TAbstractFile {
    children: TAbstractFile[] = [];

    isRoot(): boolean {
        return this.path === "/";
    }
}

export class TFile extends TAbstractFile {
    stat: api.FileStats = { ctime: 0, mtime: 0, size: 0 };

    get extension(): string {
        return this.name.includes(".") ? this.name.slice(this.name.lastIndexOf(".") + 1) : "";
    }

    get basename(): string {
        return this.extension ? this.name.slice(0, -this.extension.length - 1) : this.name;
    }
}

/** The files below the vault's folder, its configuration included; what Obsidian calls the adapter. */
export class FileSystemAdapter {
    constructor(readonly basePath: string) {}

    getName(): string {
        return this.basePath.slice(this.basePath.lastIndexOf("/") + 1);
    }

    getBasePath(): string {
        return this.basePath;
    }

    getFullPath(path: string): string {
        return `${this.basePath}/${path}`;
    }

    async exists(path: string): Promise<boolean> {
        return (await this.stat(path)) !== null;
    }

    stat(path: string): Promise<Stat | null> {
        return call("stat", this.getFullPath(path));
    }

    read(path: string): Promise<string> {
        return call("read_text", this.getFullPath(path));
    }

    async write(path: string, data: string): Promise<void> {
        await call("write_text", this.getFullPath(path), data);
    }

    async mkdir(path: string): Promise<void> {
        await call("make_folder", this.getFullPath(path));
    }

    async remove(path: string): Promise<void> {
        await call("remove", this.getFullPath(path));
    }

    async rename(path: string, newPath: string): Promise<void> {
        await call("rename", this.getFullPath(path), this.getFullPath(newPath));
    }

    /** Everything in the vault that the app shows. */
    files(): Promise<Change[]> {
        return call("files");
    }
}
