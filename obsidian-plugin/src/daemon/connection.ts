/** Keeps the vault connected with the daemon: finds it, proves it, follows it, and finds it again when it is gone. */

import { computed, signal } from "@preact/signals";

import type { Address } from "./address";
import { announcedAddress } from "./address";
import type { Channel, Ending } from "./channel";
import { NO_VAULT, REFUSED } from "./channel";
import type { Machine } from "./machine";
import type { ClientMessage, ServerMessage, Trouble, Vault, VaultState } from "./protocol";
import { RequestChannel } from "./request-channel";
import type { Send } from "./requests";
import { DaemonClient, UnreachableError, VaultClient } from "./requests";
import { openSocket } from "./socket-channel";

/** How things stand between the editor and the daemon. */
export type ConnectionState =
    /** No attempt has ended yet. */
    | { readonly kind: "looking" }
    /** No daemon runs. */
    | { readonly kind: "absent" }
    /** A daemon runs and does not let us in, or cannot be trusted. */
    | { readonly kind: "refused"; readonly reason: string }
    /** The daemon does not know this vault yet. */
    | { readonly kind: "unknown-vault" }
    | { readonly kind: "indexing" }
    | { readonly kind: "unavailable"; readonly troubles: readonly Trouble[] }
    | { readonly kind: "ready"; readonly troubles: readonly Trouble[]; readonly slow: boolean };

const FOLLOWING: ReadonlySet<ConnectionState["kind"]> = new Set(["indexing", "ready"]);
/** Milliseconds until the next attempt; a second while nobody is there, since a daemon that comes back is met within two. */
const RETRY: Readonly<Partial<Record<ConnectionState["kind"], number>>> = { refused: 5_000, "unknown-vault": 2_000 };
const RETRY_SOON = 1_000;
/** Milliseconds in which a daemon that did not answer is not asked again; another announces itself anew and is asked at once. */
const SILENCE = 15_000;

export interface Surroundings {
    readonly machine: Machine;
    readonly send: Send;
    /** The absolute path of the vault's folder. */
    readonly vaultPath: string;
    /**
     * The address that the settings name, or null to look for the daemon's own word.
     *
     * @throws {AddressError} when it cannot be used.
     */
    readonly givenAddress: () => Address | null;
}

/** The connection of one vault. It never gives up, and it never says more than one thing at a time. */
export class Connection {
    /** How it stands; what the founder sees. */
    readonly state = signal<ConnectionState>({ kind: "looking" });
    /** Whether the daemon follows what is typed; when that begins, what is open has to be sent anew. */
    readonly isFollowing = computed(() => FOLLOWING.has(this.state.value.kind));
    /** The daemon and the vault there, once they are found. */
    readonly vault = signal<VaultClient | null>(null);
    /** Hears what comes while the connection lasts. */
    onMessage: (message: ServerMessage) => void = () => undefined;

    private channel: Channel | null = null;
    private daemon: DaemonClient | null = null;
    private stopped = false;
    /** The announcement that nobody stood behind, and when that was found out. */
    private silent: { readonly address: Address; readonly at: number } | null = null;
    /** What the daemon calls this vault, once it was asked to serve it. */
    private registered: string | null = null;
    /** Whether requests stand in for a socket that cannot be had. */
    private slow = false;
    private wakeUp: () => void = () => undefined;

    constructor(private readonly surroundings: Surroundings) {}

    /** Connects, and stays connected until `stop`. */
    async run(): Promise<void> {
        while (!this.stopped) {
            await this.attempt();
            await this.pause(RETRY[this.state.value.kind] ?? RETRY_SOON);
        }
    }

    stop(): void {
        this.stopped = true;
        this.restart();
    }

    /** Tries again now: the settings have changed, the window is back, or a daemon was started. */
    wake(): void {
        this.silent = null;
        this.wakeUp();
    }

    /** Connects anew, by what the settings say now. */
    restart(): void {
        this.channel?.close();
        this.wake();
    }

    send(message: ClientMessage): void {
        this.channel?.send(message);
    }

    /** Has this vault served by the daemon from now on. */
    async registerVault(): Promise<void> {
        const vault = await this.daemon?.addVault(this.surroundings.vaultPath);
        this.registered = vault?.id ?? null;
        this.wake();
    }

    async stopDaemon(): Promise<void> {
        await this.daemon?.stop();
    }

    private async attempt(): Promise<void> {
        try {
            this.daemon = await this.find();
            const vault = this.daemon && (await this.vaultOf(this.daemon));
            if (vault) await this.follow(vault);
            else this.state.value = { kind: this.daemon ? "unknown-vault" : "absent" };
        } catch (error) {
            this.state.value = stateAfter(error);
        } finally {
            this.vault.value = null;
            this.channel = null;
        }
    }

    /** Returns the running daemon once it has proved itself, or null when there is none. */
    private async find(): Promise<DaemonClient | null> {
        const { machine, send, givenAddress } = this.surroundings;
        const address = givenAddress() ?? (await announcedAddress(machine));
        if (!address || this.isSilent(address)) return null;
        const daemon = new DaemonClient(send, address);
        const isThere = await daemon.isDaemon().catch((error: unknown) => {
            if (error instanceof UnreachableError) return false;
            throw error;
        });
        this.silent = isThere ? null : { address, at: Date.now() };
        return isThere ? daemon : null;
    }

    private isSilent(address: Address): boolean {
        const isAnnounced = address.pid !== undefined;
        return isAnnounced && this.silent !== null && isSame(address, this.silent.address) && Date.now() - this.silent.at < SILENCE;
    }

    private async vaultOf(daemon: DaemonClient): Promise<VaultClient | null> {
        const { machine, vaultPath } = this.surroundings;
        const path = await machine.realPath(vaultPath);
        const vaults = await daemon.vaults();
        const isThis = (vault: Vault): boolean => vault.path === path || vault.id === this.registered;
        const found = vaults.find(isThis) ?? (await otherwiseSpelt(path, vaults, machine));
        return found ? new VaultClient(daemon, found.id) : null;
    }

    private async follow(vault: VaultClient): Promise<void> {
        const socket = await openSocket(vault.daemon.address, vault.id, (message) => this.hear(message));
        if (this.stopped) return socket?.close();
        this.slow = !socket;
        this.channel = socket ?? new RequestChannel(vault, (message) => this.hear(message));
        this.vault.value = vault;
        const ending = await this.channel.ended;
        this.state.value = stateAtEnd(ending);
    }

    private hear(message: ServerMessage): void {
        if (message.type === "state") this.state.value = stateOf(message, this.slow);
        this.onMessage(message);
    }

    private pause(milliseconds: number): Promise<void> {
        return new Promise((resolve) => {
            const timer = window.setTimeout(resolve, milliseconds);
            this.wakeUp = () => {
                window.clearTimeout(timer);
                resolve();
            };
        });
    }
}

/** Returns the vault at a path that the daemon spells otherwise: it keeps the case that was typed, where case does not count. */
async function otherwiseSpelt(path: string, vaults: readonly Vault[], machine: Machine): Promise<Vault | null> {
    const realPaths = await Promise.all(vaults.map((vault) => machine.realPath(vault.path).catch(() => vault.path)));
    return vaults[realPaths.indexOf(path)] ?? null;
}

function isSame(one: Address, other: Address): boolean {
    return one.port === other.port && one.token === other.token && one.pid === other.pid;
}

function stateOf({ status, troubles }: VaultState, slow: boolean): ConnectionState {
    if (status === "indexing") return { kind: "indexing" };
    return status === "ready" ? { kind: "ready", troubles, slow } : { kind: "unavailable", troubles };
}

function stateAtEnd({ code, reason }: Ending): ConnectionState {
    if (code === REFUSED) return { kind: "refused", reason };
    return { kind: code === NO_VAULT ? "unknown-vault" : "absent" };
}

function stateAfter(error: unknown): ConnectionState {
    if (error instanceof UnreachableError) return { kind: "absent" };
    return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
}
