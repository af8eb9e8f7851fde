/** What the panel shows of the vault, kept current while somebody looks at it. */

import type { ReadonlySignal } from "@preact/signals";
import { computed, signal } from "@preact/signals";

import type { Venture } from "../daemon/model";
import type { HintList, Rule } from "../daemon/protocol";
import type { VaultClient } from "../daemon/requests";

/** Milliseconds in which changes that follow each other are shown as one. */
const GATHERING = 150;

/** The vault as the panel sees it. */
export class VaultData {
    /** The note that is being read or written. */
    readonly path = signal<string | null>(null);
    readonly ventures = signal<readonly Venture[]>([]);
    readonly noteHints = signal<HintList | null>(null);
    readonly ventureHints = signal<HintList | null>(null);
    readonly rules = signal<ReadonlyMap<string, Rule>>(new Map());
    /** The id of the venture that was chosen by hand; null to follow the notes. */
    readonly chosen = signal<string | null>(null);
    /** The venture that was chosen, else that of the note, else the first. */
    readonly venture: ReadonlySignal<Venture | null> = computed(() => {
        const ventures = this.ventures.value;
        const chosen = ventures.find((venture) => venture.id === this.chosen.value);
        return chosen ?? ventures.find((venture) => venture.notes.includes(this.path.value ?? "")) ?? ventures[0] ?? null;
    });

    private readers = 0;
    private timer: number | undefined;
    private isAsking = false;

    constructor(private readonly vault: ReadonlySignal<VaultClient | null>) {}

    /** Keeps the data current until the returned function is called. */
    read(): () => void {
        this.readers += 1;
        this.changed();
        return () => (this.readers -= 1);
    }

    /** Another note is being read or written. */
    show(path: string | null): void {
        if (path === this.path.value) return;
        this.path.value = path;
        this.noteHints.value = null;
        if (path !== null && this.ventures.value.some((venture) => venture.notes.includes(path))) this.chosen.value = null;
        this.changed();
    }

    /** Shows another venture. */
    choose(venture: string): void {
        this.chosen.value = venture;
        this.changed();
    }

    /** Something in the vault has changed. */
    changed(): void {
        if (this.readers === 0 || this.timer !== undefined) return;
        this.timer = window.setTimeout(() => {
            this.timer = undefined;
            // One question at a time: an answer that is overtaken would show the vault as it was.
            if (this.isAsking) this.changed();
            else void this.ask();
        }, GATHERING);
    }

    /** Nobody can say any more how the vault is. */
    forget(): void {
        this.ventures.value = [];
        this.noteHints.value = null;
        this.ventureHints.value = null;
    }

    /** Asks which rules there are, and which of them hold in this vault. */
    async askRules(): Promise<void> {
        const rules = (await this.vault.value?.rules()) ?? [];
        this.keepRules(rules);
    }

    keepRules(rules: readonly Rule[]): void {
        this.rules.value = new Map(rules.map((rule) => [rule.code, rule]));
    }

    private async ask(): Promise<void> {
        const vault = this.vault.value;
        if (!vault) return;
        this.isAsking = true;
        try {
            this.ventures.value = (await vault.model()).ventures;
            const [venture, path] = [this.venture.value, this.path.value];
            this.ventureHints.value = venture && (await vault.hintsOfVenture(venture.id));
            const noteHints = path === null ? null : await vault.hintsOfNote(path);
            if (path === this.path.value) this.noteHints.value = noteHints;
        } catch {
            // The vault is being indexed, or the connection ended; the next message of the daemon asks again.
        } finally {
            this.isAsking = false;
        }
    }
}
