/** Places of a text as the daemon and as CodeMirror tell them; both count UTF-16 units. */

import type { Text } from "@codemirror/state";

import type { Position, Range } from "../daemon/protocol";

/** A half-open piece of a text, by offsets. */
export interface Span {
    readonly from: number;
    readonly to: number;
}

/** Returns the offset of a position; one past the end of its line or of the text is taken as that end. */
export function offsetOf(text: Text, { line, character }: Position): number {
    if (line >= text.lines) return text.length;
    const { from, length } = text.line(line + 1);
    return from + Math.min(character, length);
}

export function spanOf(text: Text, { start, end }: Range): Span {
    return { from: offsetOf(text, start), to: offsetOf(text, end) };
}

export function positionOf(text: Text, offset: number): Position {
    const line = text.lineAt(offset);
    return { line: line.number - 1, character: offset - line.from };
}
