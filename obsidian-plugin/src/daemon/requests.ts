/** The daemon's HTTP API, typed. How a request travels is given, since Obsidian has a way of its own. */

import type { Address } from "./address";
import type { Model } from "./model";
import type { Completion, HintList, NoteHints, Rule, TextAt, Vault, VaultState } from "./protocol";

export interface Request {
    readonly url: string;
    readonly method: "GET" | "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
}

export interface Response {
    readonly status: number;
    readonly text: string;
}

/**
 * Sends a request.
 *
 * @throws {UnreachableError} when nobody answers.
 */
export type Send = (request: Request) => Promise<Response>;

/** Nobody answers at the daemon's address. */
export class UnreachableError extends Error {}

/** An answer of the daemon that is a refusal; its message is a sentence for the user. */
export class RefusedError extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

/** The daemon as a whole. */
export class DaemonClient {
    constructor(
        private readonly send: Send,
        readonly address: Address,
    ) {}

    /** Asks whether somebody is there who holds the user's token, without telling it. */
    async isDaemon(): Promise<boolean> {
        const nonce = hexadecimal(crypto.getRandomValues(new Uint8Array(32)));
        const response = await this.send({ url: this.url(`/health?nonce=${nonce}`), method: "GET", headers: {} });
        if (response.status !== 200) return false;
        const { proof } = parsed(response.text) as { proof?: unknown };
        return proof === (await proofOf(this.address.token, nonce));
    }

    /** Lists the vaults that are served. */
    async vaults(): Promise<readonly Vault[]> {
        return (await this.ask<{ vaults: Vault[] }>("GET", "/vaults")).vaults;
    }

    /** Has a vault served from now on, by the absolute path of its folder. */
    addVault(path: string): Promise<Vault> {
        return this.ask("POST", "/vaults", { path });
    }

    /** Ends the daemon. */
    async stop(): Promise<void> {
        await this.ask("POST", "/stop", {});
    }

    /** Asks an address of the API, and returns what it answers. */
    async ask<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
        const headers: Record<string, string> = { Authorization: `Bearer ${this.address.token}` };
        if (body !== undefined) headers["Content-Type"] = "application/json";
        const response = await this.send({
            url: this.url(path),
            method,
            headers,
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const answer = response.text ? parsed(response.text) : {};
        if (response.status >= 400) throw new RefusedError(response.status, detailOf(answer));
        return answer as Answer;
    }

    private url(path: string): string {
        return `http://127.0.0.1:${this.address.port}/v1${path}`;
    }
}

/** One vault of the daemon. */
export class VaultClient {
    constructor(
        readonly daemon: DaemonClient,
        readonly id: string,
    ) {}

    state(): Promise<VaultState> {
        return this.get("/state");
    }

    model(): Promise<Model> {
        return this.get("/model");
    }

    /** Lists the hints of a venture's notes, by its id. */
    hintsOfVenture(venture: string): Promise<HintList> {
        return this.get(`/hints?venture=${encodeURIComponent(venture)}`);
    }

    /** Lists all the hints of a note, also those that the editor does not show. */
    hintsOfNote(path: string): Promise<HintList> {
        return this.get(`/hints?path=${encodeURIComponent(path)}`);
    }

    async rules(): Promise<readonly Rule[]> {
        return (await this.get<{ rules: Rule[] }>("/rules")).rules;
    }

    /** Turns a rule on or off in the vault's settings file. */
    async setRule(code: string, on: boolean): Promise<readonly Rule[]> {
        return (await this.post<{ rules: Rule[] }>("/rules", { code, on })).rules;
    }

    check(path: string, text: string, version: number): Promise<NoteHints> {
        return this.post("/check", { path, text, version });
    }

    async complete(asked: TextAt): Promise<readonly Completion[]> {
        return (await this.post<{ completions: Completion[] }>("/complete", asked)).completions;
    }

    private get<Answer>(path: string): Promise<Answer> {
        return this.daemon.ask("GET", this.path(path));
    }

    private post<Answer>(path: string, body: unknown): Promise<Answer> {
        return this.daemon.ask("POST", this.path(path), body);
    }

    private path(path: string): string {
        return `/vaults/${encodeURIComponent(this.id)}${path}`;
    }
}

/** Returns what only a holder of the token can say to a nonce: HMAC-SHA256 under the token, in hexadecimal. */
async function proofOf(token: string, nonce: string): Promise<string> {
    const bytes = new TextEncoder();
    const key = await crypto.subtle.importKey("raw", bytes.encode(token), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return hexadecimal(new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes.encode(nonce))));
}

function hexadecimal(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return {};
    }
}

function detailOf(answer: unknown): string {
    const { detail } = answer as { detail?: unknown };
    return typeof detail === "string" ? detail : "The daemon did not understand the request. Is it of the same version as the plugin?";
}
