"""The notes of a vault → its indexes: names, aliases, tags, links both ways; and the disk: files, cache, watcher."""
