/**
 * What the daemon says and takes, as its API promises it: fields may be added, never changed.
 *
 * Positions are 0-based lines and UTF-16 columns, as in the Language Server Protocol; paths are relative to the vault, with `/`.
 */

export interface Position {
    readonly line: number;
    readonly character: number;
}

export interface Range {
    readonly start: Position;
    readonly end: Position;
}

/** A place in a note of the vault. */
export interface Source {
    readonly path: string;
    readonly range: Range;
}

export const SEVERITIES = ["error", "warning", "info", "hint"] as const;

/** How grave a hint is; the gravest comes first in `SEVERITIES`. */
export type Severity = (typeof SEVERITIES)[number];

export interface Edit extends Source {
    readonly text: string;
}

/** Edits that mend a hint, or that have it ignored where it stands; `display` has nothing to apply. */
export interface Fix {
    readonly title: string;
    readonly safety: "safe" | "suggested" | "display";
    readonly edits: readonly Edit[];
    readonly ignores: boolean;
}

export interface Related extends Source {
    readonly message: string;
}

/** One finding of one rule; `lexicon` is the path of the vault's own entry for what it is about. */
export interface Hint extends Source {
    readonly code: string;
    readonly severity: Severity;
    readonly message: string;
    readonly related: readonly Related[];
    readonly fixes: readonly Fix[];
    readonly lexicon: string | null;
}

/** The digest of each note that a fix edits; it names the version of the text that the fix was made for. */
export type Hashes = Readonly<Record<string, string>>;

export interface HintList {
    readonly hints: readonly Hint[];
    readonly hashes: Hashes;
}

/** The hints of one version of an open note; `more` counts the ones that are not told. */
export interface NoteHints extends HintList {
    readonly path: string;
    readonly version: number;
    readonly more: number;
}

export interface Trouble {
    readonly code: string;
    readonly message: string;
    readonly path: string | null;
}

export interface VaultState {
    readonly status: "indexing" | "ready" | "unavailable";
    readonly watching: string;
    readonly generation: number;
    readonly notes: number;
    readonly troubles: readonly Trouble[];
}

export interface Vault {
    readonly id: string;
    readonly name: string;
    readonly path: string;
    readonly state: VaultState;
}

export interface Rule {
    readonly code: string;
    readonly severity: Severity;
    readonly on: boolean;
    readonly what: string;
    readonly why: string;
    readonly fix: string;
}

export interface Completion {
    readonly label: string;
    readonly insert: string;
    readonly range: Range;
    readonly kind: "type" | "tag" | "value" | "link" | "alias";
    readonly detail: string;
}

export interface TextAt {
    readonly path: string;
    readonly text: string;
    readonly position: Position;
}

/** What the plugin sends over the socket. */
export type ClientMessage =
    | { readonly type: "open" | "change"; readonly path: string; readonly text: string; readonly version: number }
    | { readonly type: "close"; readonly path: string };

/** What comes over the socket. */
export type ServerMessage =
    | ({ readonly type: "state"; readonly resync: boolean } & VaultState)
    | { readonly type: "index"; readonly notes: readonly string[] }
    | { readonly type: "model"; readonly ventures: readonly string[] }
    | ({ readonly type: "hints" } & NoteHints)
    | { readonly type: "problem"; readonly detail: string; readonly path: string | null };
