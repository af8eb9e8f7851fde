/** From mark to mark, round and round. */

import type { Span } from "./places";

/** Returns the first mark that starts after a place, else the first of all; null when there is none. */
export function markAfter<Kind extends Span>(marks: readonly Kind[], place: number): Kind | null {
    const sorted = inOrder(marks);
    return sorted.find(({ from }) => from > place) ?? sorted[0] ?? null;
}

/** Returns the last mark that starts before a place, else the last of all; null when there is none. */
export function markBefore<Kind extends Span>(marks: readonly Kind[], place: number): Kind | null {
    const sorted = inOrder(marks);
    return sorted.findLast(({ from }) => from < place) ?? sorted.at(-1) ?? null;
}

function inOrder<Kind extends Span>(marks: readonly Kind[]): readonly Kind[] {
    return [...marks].sort((one, other) => one.from - other.from);
}
