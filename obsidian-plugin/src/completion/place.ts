/** Where a completion goes in a line that was typed in since it was asked for. */

/** A piece of a line, in UTF-16 columns. */
interface Piece {
    readonly from: number;
    readonly to: number;
}

/**
 * Returns the piece that a completion replaces now, or null when the line is no longer the one it was made for.
 *
 * @param line the line as it is.
 * @param asked the line as it was when it was asked for.
 * @param piece what the completion replaced in that one; only there may have been typed since.
 */
export function pieceNow(line: string, asked: string, { from, to }: Piece): Piece | null {
    const [before, after] = [asked.slice(0, from), asked.slice(to)];
    const isAround = line.length >= before.length + after.length && line.startsWith(before) && line.endsWith(after);
    return isAround ? { from, to: line.length - after.length } : null;
}
