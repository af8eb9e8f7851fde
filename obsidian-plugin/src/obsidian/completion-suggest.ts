/** Offers customer types, tags, values and links while a note is written, through Obsidian's own list of suggestions. */

import type { App, Editor, EditorPosition, EditorSuggestContext, EditorSuggestTriggerInfo, TFile } from "obsidian";
import { EditorSuggest } from "obsidian";

import { pieceNow } from "../completion/place";
import { typedAt } from "../completion/trigger";
import type { Completion, TextAt } from "../daemon/protocol";
import { isInFrontMatter } from "../properties/front-matter";

type Complete = (asked: TextAt) => Promise<readonly Completion[]>;

/** A completion, and the line it was made for: what is shown while another answer is under way may be for an earlier one. */
interface Offer {
    readonly completion: Completion;
    readonly line: string;
}

export class CompletionSuggest extends EditorSuggest<Offer> {
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

    override async getSuggestions({ editor, end, file }: EditorSuggestContext): Promise<Offer[]> {
        const line = editor.getLine(end.line);
        const position = { line: end.line, character: end.ch };
        const found = await this.complete({ path: file.path, text: editor.getValue(), position });
        return found.filter((completion) => !isThere(completion, editor)).map((completion) => ({ completion, line }));
    }

    override renderSuggestion({ completion: { label, detail } }: Offer, element: HTMLElement): void {
        element.addClass("mod-complex");
        const content = element.createDiv({ cls: "suggestion-content" });
        content.createDiv({ cls: "suggestion-title", text: label });
        if (detail) content.createDiv({ cls: "suggestion-note", text: detail });
    }

    override selectSuggestion({ completion: { insert, range }, line: asked }: Offer): void {
        const { context } = this;
        if (!context) return;
        const { editor } = context;
        const { line, character } = range.start;
        const piece = pieceNow(editor.getLine(line), asked, { from: character, to: range.end.character });
        if (piece) {
            const from = { line, ch: piece.from };
            editor.replaceRange(insert, from, { line, ch: piece.to });
            editor.setCursor(editor.offsetToPos(editor.posToOffset(from) + insert.length));
        }
        this.close();
    }
}

/** Says whether a completion would change nothing. */
function isThere({ insert, range }: Completion, editor: Editor): boolean {
    const { start, end } = range;
    return editor.getRange({ line: start.line, ch: start.character }, { line: end.line, ch: end.character }) === insert;
}
