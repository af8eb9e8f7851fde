/** Where it is worth asking the daemon what could be put at the caret: it knows what fits, this only keeps prose quiet. */

const LINK = /\[\[[^[\]|#]*$/;
const TAG = /(?:^|\s)#[^\s#]*$/;
const LINE_HEAD = /^[ \t>]*(?:(?:[-*+•]|#{1,6}|\d+[.)])\s+)?(?:\W{0,4})[^\s:|.][^:|.]{0,40}$/u;
const SAID = /[\p{L}\p{N}]$/u;
const WORD = /[\p{L}\p{N}_/-]*$/u;

/**
 * Returns what was typed of something that could be completed, or null where nothing is offered.
 *
 * @param before the line up to the caret.
 * @param isProperty whether the line is one of the front matter.
 */
export function typedAt(before: string, isProperty: boolean): string | null {
    const typed = WORD.exec(before)?.[0] ?? "";
    if (LINK.test(before) || TAG.test(before)) return typed;
    return SAID.test(before) && (isProperty || LINE_HEAD.test(before)) ? typed : null;
}
