/** Texts, the edits made for them, and the digests that name their versions. */

import { blake2b } from "@noble/hashes/blake2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import type { Edit, Position } from "../daemon/protocol";

const BYTE_ORDER_MARK = "\ufeff";
const LINE_END = /\r\n|\r|\n/g;

/** Says whether a digest of the daemon, BLAKE2b over the file's bytes, names this text; a byte order mark may have been left out. */
export function isVersion(text: string, digest: string): boolean {
    return digestOf(text) === digest || hasLostMark(text, digest);
}

/**
 * Returns a text after edits that were all made for it, with its own line ends, and the byte order mark that the digest tells of.
 *
 * @param digest names the version of the text; undefined for a note that is not there yet.
 */
export function editedText(text: string, edits: readonly Edit[], digest?: string): string {
    const starts = lineStarts(text);
    const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
    const splices = edits
        .map(({ range, text: inserted }) => ({
            from: offsetIn(text, starts, range.start),
            to: offsetIn(text, starts, range.end),
            inserted: inserted.replace(LINE_END, lineEnd),
        }))
        .sort((one, other) => one.from - other.from || one.to - other.to);
    // From the end to the start, so that the places before stay where they are.
    const edited = splices.reduceRight((whole, { from, to, inserted }) => whole.slice(0, from) + inserted + whole.slice(to), text);
    return digest !== undefined && hasLostMark(text, digest) ? BYTE_ORDER_MARK + edited : edited;
}

function hasLostMark(text: string, digest: string): boolean {
    return !text.startsWith(BYTE_ORDER_MARK) && digestOf(BYTE_ORDER_MARK + text) === digest;
}

function digestOf(text: string): string {
    return bytesToHex(blake2b(utf8ToBytes(text), { dkLen: 16 }));
}

/** Returns the offset at which each line starts. */
function lineStarts(text: string): readonly number[] {
    return [0, ...Array.from(text.matchAll(LINE_END), (end) => end.index + end[0].length)];
}

function offsetIn(text: string, starts: readonly number[], { line, character }: Position): number {
    const start = starts[line];
    if (start === undefined) return text.length;
    return Math.min(start + character, starts[line + 1] ?? text.length);
}
