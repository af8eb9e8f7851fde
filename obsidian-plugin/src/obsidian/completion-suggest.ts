/** Offers customer types, tags, values and links while a note is written, through Obsidian's own list of suggestions. */

import type { App, Editor, EditorPosition, EditorSuggestContext, EditorSuggestTriggerInfo, TFile } from "obsidian";
import { EditorSuggest } from "obsidian";

import { typedAt } from "../completion/trigger";
import type { Completion, TextAt } from "../daemon/protocol";
import { isInFrontMatter } from "../properties/front-matter";

type Complete = (asked: TextAt) => Promise<readonly Completion[]>;

export class CompletionSuggest extends EditorSuggest<Completion> {
    /**
     * @param app Obsidian.
     * @param complete asks what could be put at a place; answers nothing while there is no connection.
     */
    constructor(
        app: App,
        private readonly complete: Complete,
    ) {
        super(app);
    }

    override onTrigger(cursor: EditorPosition, editor: Editor, file: TFile | null): EditorSuggestTriggerInfo | null {
        if (file?.extension !== "md") return null;
        const isProperty = isInFrontMatter(cursor.line, (line) => editor.getLine(line));
        const query = typedAt(editor.getLine(cursor.line).slice(0, cursor.ch), isProperty);
        return query === null ? null : { start: { line: cursor.line, ch: cursor.ch - query.length }, end: cursor, query };
    }

    override async getSuggestions({ editor, end, file }: EditorSuggestContext): Promise<Completion[]> {
        const position = { line: end.line, character: end.ch };
        const found = await this.complete({ path: file.path, text: editor.getValue(), position });
        return found.filter((completion) => !isThere(completion, editor));
    }

    override renderSuggestion({ label, detail }: Completion, element: HTMLElement): void {
        element.addClass("mod-complex");
        const content = element.createDiv({ cls: "suggestion-content" });
        content.createDiv({ cls: "suggestion-title", text: label });
        if (detail) content.createDiv({ cls: "suggestion-note", text: detail });
    }

    override selectSuggestion({ insert, range }: Completion): void {
        const { context } = this;
        if (!context) return;
        const { editor, end } = context;
        // Keys that came after the question lie between the place asked about and the caret.
        const later = editor.getCursor().ch - end.ch;
        const from = { line: range.start.line, ch: range.start.character };
        editor.replaceRange(insert, from, { line: range.end.line, ch: range.end.character + later });
        editor.setCursor(editor.offsetToPos(editor.posToOffset(from) + insert.length));
        this.close();
    }
}

/** Says whether a completion would change nothing. */
function isThere({ insert, range }: Completion, editor: Editor): boolean {
    const { start, end } = range;
    return editor.getRange({ line: start.line, ch: start.character }, { line: end.line, ch: end.character }) === insert;
}
