/** What the plugin needs of the computer it runs on; Node gives it in the app, a table in the tests. */
export interface Machine {
    /** As Node's `process.platform`. */
    readonly platform: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** The user's home folder. */
    readonly home: string;
    /**
     * Reads a file that only this user may read.
     *
     * @returns its text, or null when there is none.
     * @throws {ExposedFileError} when others can read it.
     */
    readPrivate(path: string): Promise<string | null>;
    /**
     * Returns the path of a folder without symbolic links, spelt as on the disk.
     *
     * @throws {Error} when there is no such folder.
     */
    realPath(path: string): Promise<string>;
    /**
     * Starts a program that outlives the app.
     *
     * @throws {Error} when there is no such program.
     */
    start(command: readonly string[]): Promise<void>;
}

/** A file with a secret that other users of the computer can read. */
export class ExposedFileError extends Error {
    constructor(path: string) {
        super(`Others can read ${path}, so it is not trusted. Delete it and start the daemon again.`);
    }
}
