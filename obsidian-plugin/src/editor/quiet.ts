/** What keeps marks quiet while somebody writes: nothing new appears where they are writing just now. */

import type { Text } from "@codemirror/state";

import type { Span } from "./places";

/** A mark in a text; `code` names the rule. */
export interface Mark extends Span {
    readonly code: string;
}

const NOTHING_SAID = /^[\s>]*(?:[-*+•]|\d+[.)])?\s*$/;

/**
 * Returns where somebody is writing: the word at the caret, and from an empty line the line before it as well, since what is written
 * next belongs to that one.
 */
export function placeOfWriting(text: Text, caret: number): Span {
    const line = text.lineAt(caret);
    if (NOTHING_SAID.test(line.text)) return { from: startOfSaid(text, line.number), to: line.to };
    const column = caret - line.from;
    const before = /\S*$/.exec(line.text.slice(0, column))?.[0].length ?? 0;
    const after = /^\S*/.exec(line.text.slice(column))?.[0].length ?? 0;
    return { from: caret - before, to: caret + after };
}

/**
 * Returns the marks that are drawn now; the others wait until the caret is elsewhere or at rest.
 *
 * @param marks what holds for the text.
 * @param shown what is drawn so far, where it lies in the text now.
 * @param writing where somebody is writing, or null when nobody is.
 */
export function quietly<Kind extends Mark>(marks: readonly Kind[], shown: readonly Mark[], writing: Span | null): readonly Kind[] {
    if (!writing) return marks;
    const isShown = (mark: Kind): boolean => shown.some((other) => other.code === mark.code && touches(other, mark));
    return marks.filter((mark) => !touches(mark, writing) || isShown(mark));
}

function touches(one: Span, other: Span): boolean {
    return one.from <= other.to && other.from <= one.to;
}

function startOfSaid(text: Text, number: number): number {
    let above = number - 1;
    while (above > 0 && NOTHING_SAID.test(text.line(above).text)) above -= 1;
    return above > 0 ? text.line(above).from : 0;
}
