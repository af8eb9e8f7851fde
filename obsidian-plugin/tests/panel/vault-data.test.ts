import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { VaultClient } from "../../src/daemon/requests";
import { VaultData } from "../../src/panel/vault-data";

/** A vault that tells the hints of a note when it is let. */
function vaultWithSlowHints(): { vault: VaultClient; answers: (() => void)[] } {
    const answers: (() => void)[] = [];
    const vault = {
        model: () => Promise.resolve({ ventures: [] }),
        hintsOfNote: (path: string) => new Promise((resolve) => answers.push(() => resolve({ hints: [], hashes: { [path]: "" } }))),
    };
    return { vault: vault as unknown as VaultClient, answers };
}

/** A vault that answers when it is let, with the number of the question as the name of its only venture. */
function slowVault(): { vault: VaultClient; answers: (() => void)[] } {
    const answers: (() => void)[] = [];
    const vault = {
        model: () =>
            new Promise((resolve) => {
                const name = String(answers.length);
                answers.push(() => resolve({ ventures: [{ id: "v", name, notes: ["a.md"] }] }));
            }),
        hintsOfVenture: () => Promise.resolve({ hints: [], hashes: {} }),
        hintsOfNote: () => Promise.resolve({ hints: [], hashes: {} }),
    };
    return { vault: vault as unknown as VaultClient, answers };
}

describe("what the panel shows", () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it("is asked for one question at a time, and again when something changed meanwhile", async () => {
        const { vault, answers } = slowVault();
        const data = new VaultData(signal(vault));
        const end = data.read();
        await vi.advanceTimersByTimeAsync(200);
        data.changed();
        await vi.advanceTimersByTimeAsync(1_000);
        expect(answers).toHaveLength(1);
        answers[0]?.();
        await vi.advanceTimersByTimeAsync(200);
        expect(answers).toHaveLength(2);
        answers[1]?.();
        await vi.advanceTimersByTimeAsync(0);
        expect(data.venture.value?.name).toBe("1");
        end();
    });

    it("is not asked for while nobody looks", async () => {
        const { vault, answers } = slowVault();
        const data = new VaultData(signal(vault));
        data.changed();
        await vi.advanceTimersByTimeAsync(1_000);
        expect(answers).toHaveLength(0);
    });

    it("never is one note's hints beside another note's name", async () => {
        const { vault, answers } = slowVault();
        const data = new VaultData(signal(vault));
        const end = data.read();
        data.show("a.md");
        await vi.advanceTimersByTimeAsync(200);
        answers[0]?.();
        await vi.advanceTimersByTimeAsync(0);
        expect(data.noteHints.value).not.toBeNull();
        data.show("b.md");
        expect(data.noteHints.value).toBeNull();
        end();
    });

    it("is not the former note's hints, when they come after another note was opened", async () => {
        const { vault, answers } = vaultWithSlowHints();
        const data = new VaultData(signal(vault));
        const end = data.read();
        data.show("a.md");
        await vi.advanceTimersByTimeAsync(200);
        data.show("b.md");
        answers[0]?.();
        await vi.advanceTimersByTimeAsync(0);
        expect(data.noteHints.value).toBeNull();
        await vi.advanceTimersByTimeAsync(200);
        answers[1]?.();
        await vi.advanceTimersByTimeAsync(0);
        expect(data.noteHints.value?.hashes).toEqual({ "b.md": "" });
        end();
    });
});
