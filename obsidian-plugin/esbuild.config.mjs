// Bundles the plugin into main.js, the form in which Obsidian loads it.
import { build } from "esbuild";

await build({
    entryPoints: ["src/main.ts"],
    outfile: "main.js",
    bundle: true,
    format: "cjs",
    target: "es2022",
    platform: "browser",
    minify: true,
    legalComments: "inline",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
    // Obsidian has one copy of each of these, which all plugins share. @codemirror/lint is not among them on purpose: its state
    // is one field, and where plugins share it the last one to run wipes the marks of the others.
    external: [
        "obsidian",
        "@codemirror/autocomplete",
        "@codemirror/commands",
        "@codemirror/language",
        "@codemirror/state",
        "@codemirror/view",
        "node:*",
    ],
});
