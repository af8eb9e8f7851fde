import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** From the ground up; a module may import from its own folder and those before it. */
const LAYERS = ["daemon", "notes", "editor", "fixes", "card", "properties", "completion", "settings", "panel", "obsidian"];
const SOURCES = new URL("../src/", import.meta.url);

it("imports point downwards only", () => {
    const upward = LAYERS.flatMap((layer, place) =>
        readdirSync(new URL(layer, SOURCES)).flatMap((file) => {
            const text = readFileSync(new URL(`${layer}/${file}`, SOURCES), "utf8");
            const imported = [...text.matchAll(/from "\.\.\/([\w-]+)\//g)].map((match) => match[1] ?? "");
            return imported.filter((each) => LAYERS.indexOf(each) > place || !LAYERS.includes(each)).map((each) => `${layer}/${file}: ${each}`);
        }),
    );
    expect(upward).toEqual([]);
});

it("every folder is a known layer", () => {
    expect(readdirSync(SOURCES, { withFileTypes: true }).filter((each) => each.isDirectory()).map((each) => each.name).sort()).toEqual([...LAYERS].sort());
});
