/** Returns the name of a note as Obsidian shows it: without its folder and without `.md`. */
export function nameOf(path: string): string {
    return path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/i, "");
}
