// What the official rules for plugins ask, and the strict rules for types.
import { defineConfig } from "eslint/config";
import obsidianmd from "eslint-plugin-obsidianmd";
import tseslint from "typescript-eslint";

export default defineConfig([
    { ignores: ["main.js", "node_modules/"] },
    ...obsidianmd.configs.recommended,
    ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["src/**/*.{ts,tsx}", "tests/**/*.ts"] })),
    {
        files: ["src/**/*.{ts,tsx}", "tests/**/*.ts"],
        rules: {
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        },
    },
    {
        files: ["tests/window.ts"],
        rules: { "obsidianmd/no-global-this": "off" },
    },
    {
        languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.mjs", "*.ts"] } } },
    },
    {
        files: ["src/**/*.{ts,tsx}"],
        ignores: ["src/obsidian/**", "src/main.ts"],
        rules: {
            // What the plugin decides is decided in modules that can be tested without the app.
            "@typescript-eslint/no-restricted-imports": ["error", { patterns: ["obsidian", "node:*", "**/obsidian/*"] }],
        },
    },
]);
