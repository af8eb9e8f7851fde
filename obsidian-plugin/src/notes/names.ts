/** Names as Obsidian shows them. */

const WIKI_LINK = /!?\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g;

/** Returns a text with the names of its links in place of their brackets. */
export function withLinkNames(text: string): string {
    return text.replace(WIKI_LINK, "$1");
}

/** Returns the name of a note as Obsidian shows it: without its folder and without `.md`. */
export function nameOf(path: string): string {
    return path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/i, "");
}
