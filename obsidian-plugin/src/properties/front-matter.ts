/** Which property a line of the front matter belongs to; Live Preview shows the property, not the line. */

import type { Text } from "@codemirror/state";

import type { Hint } from "../daemon/protocol";

const FENCE = "---";
const KEY = /^(["']?)([^\s#"'-][^:]*?)\1\s*:(?:\s|$)/;

/** What stands in the front matter of a note and in none of its properties, such as a mistake in the block as a whole. */
export const BLOCK = "";

/** Returns the hints that lie in the front matter, by the key of their property in lower case, or by `BLOCK`. */
export function hintsByProperty(text: Text, hints: readonly Hint[]): ReadonlyMap<string, readonly Hint[]> {
    const found = new Map<string, Hint[]>();
    const last = lastLine(text);
    for (const hint of hints) {
        const { line } = hint.range.start;
        if (line > last) continue;
        const key = propertyAt(text, line);
        found.set(key, [...(found.get(key) ?? []), hint]);
    }
    return found;
}

/** Returns the offset at which the front matter ends, or 0 when there is none. */
export function endOfFrontMatter(text: Text): number {
    const last = lastLine(text);
    return last < 0 ? 0 : text.line(last + 1).to;
}

/**
 * Says whether a line lies between the fences of the front matter.
 *
 * @param line its number, from 0.
 * @param textOf returns the text of a line by its number.
 */
export function isInFrontMatter(line: number, textOf: (line: number) => string): boolean {
    if (line === 0 || !isFence(textOf(0))) return false;
    for (let above = 1; above <= line; above += 1) if (isFence(textOf(above))) return false;
    return true;
}

/** Returns the number of the line that closes the front matter, from 0, or -1 when there is none. */
function lastLine(text: Text): number {
    if (!isFence(text.line(1).text)) return -1;
    for (let number = 2; number <= text.lines; number += 1) if (isFence(text.line(number).text)) return number - 1;
    return text.lines - 1;
}

function isFence(line: string): boolean {
    return line.trimEnd() === FENCE;
}

function propertyAt(text: Text, line: number): string {
    for (let number = line + 1; number > 1; number -= 1) {
        const key = KEY.exec(text.line(number).text)?.[2];
        if (key !== undefined) return key.toLowerCase();
    }
    return BLOCK;
}
