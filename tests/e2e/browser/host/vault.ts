/** `app.vault`: the real folder on the disk, seen through the bridge. */

import type * as api from "obsidian";

import type { Change, Stat } from "./bridge";
import { Events } from "./component";
import { type FileSystemAdapter, type TAbstractFile, TFile, TFolder } from "./files";

export class Vault extends Events {
    readonly configDir = ".obsidian";
    #known = new Map<string, TAbstractFile>();

    constructor(readonly adapter: FileSystemAdapter) {
        super();
        this.#known.set("/", new TFolder(this, "/"));
    }

    /** Learn what is there when the app starts; of that, nobody is told. */
    async start(): Promise<void> {
        for (const { path, stat } of await this.adapter.files()) if (stat) this.#add(path, stat);
    }

    getName(): string {
        return this.adapter.getName();
    }

    getAbstractFileByPath(path: string): TAbstractFile | null {
        return this.#known.get(path) ?? null;
    }

    getFileByPath(path: string): TFile | null {
        const found = this.#known.get(path);
        return found instanceof TFile ? found : null;
    }

    getFolderByPath(path: string): TFolder | null {
        const found = this.#known.get(path);
        return found instanceof TFolder ? found : null;
    }

    getAllLoadedFiles(): TAbstractFile[] {
        return [...this.#known.values()];
    }

    getFiles(): TFile[] {
        return this.getAllLoadedFiles().filter((each) => each instanceof TFile);
    }

    getMarkdownFiles(): TFile[] {
        return this.getFiles().filter((each) => each.extension === "md");
    }

    read(file: TFile): Promise<string> {
        return this.adapter.read(file.path);
    }

    cachedRead(file: TFile): Promise<string> {
        return this.read(file);
    }

    async modify(file: TFile, data: string): Promise<void> {
        await this.adapter.write(file.path, data);
        await this.#look(file.path);
    }

    /** Read, change and write; nothing comes in between. */
    async process(file: TFile, change: (data: string) => string): Promise<string> {
        const data = change(await this.read(file));
        await this.modify(file, data);
        return data;
    }

    async create(path: string, data: string): Promise<TFile> {
        if (await this.adapter.exists(path)) throw new Error("File already exists.");
        await this.adapter.write(path, data);
        await this.#look(path);
        return this.getFileByPath(path)!;
    }

    async createFolder(path: string): Promise<TFolder> {
        await this.adapter.mkdir(path);
        await this.#look(path);
        return this.getFolderByPath(path)!;
    }

    async delete(file: TAbstractFile): Promise<void> {
        await this.adapter.remove(file.path);
        await this.#look(file.path);
    }

    /** Rename a file within the app: it stays the same object. */
    async rename(file: TAbstractFile, newPath: string): Promise<void> {
        const oldPath = file.path;
        this.#forget(file);
        file.path = newPath;
        this.#remember(file);
        await this.adapter.rename(oldPath, newPath);
        this.trigger("rename", file, oldPath);
    }

    /** Take in what was found on the disk, whoever changed it. */
    reconcile(changes: Change[]): void {
        for (const { path, stat } of changes) this.#see(path, stat);
    }

    async #look(path: string): Promise<void> {
        this.#see(path, await this.adapter.stat(path));
    }

    #see(path: string, stat: Stat | null): void {
        const known = this.#known.get(path);
        if (stat && !known) this.trigger("create", this.#add(path, stat));
        else if (!stat && known) this.#remove(known);
        else if (stat && known instanceof TFile && differs(known.stat, stat)) {
            known.stat = stat;
            this.trigger("modify", known);
        }
    }

    #add(path: string, stat: Stat): TAbstractFile {
        const added = stat.type === "file" ? new TFile(this, path) : new TFolder(this, path);
        if (added instanceof TFile) added.stat = stat;
        this.#remember(added);
        return added;
    }

    #remove(file: TAbstractFile): void {
        this.#forget(file);
        this.trigger("delete", file);
    }

    #remember(file: TAbstractFile): void {
        this.#known.set(file.path, file);
        file.parent = this.#folderOf(file.path);
        file.parent.children.push(file);
    }

    #forget(file: TAbstractFile): void {
        this.#known.delete(file.path);
        if (file.parent) file.parent.children = file.parent.children.filter((each) => each !== file);
    }

    #folderOf(path: string): TFolder {
        const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "/";
        const known = this.getFolderByPath(parent);
        if (known) return known;
        const folder = new TFolder(this, parent);
        this.#remember(folder);
        return folder;
    }
}

function differs(known: api.FileStats, found: Stat): boolean {
    return known.mtime !== found.mtime || known.size !== found.size;
}
