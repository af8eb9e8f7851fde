/** `EditorSuggest`: the popup beneath the caret, and the loop that feeds it. */

import { type Extension, Prec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type * as api from "obsidian";

import type { App } from "./app";
import type { Editor } from "./editor";
import type { TFile } from "./files";
import { Scope } from "./scope";

export interface Trigger {
    start: api.EditorPosition;
    end: api.EditorPosition;
    query: string;
}

export interface Context extends Trigger {
    editor: Editor;
    file: TFile;
}

export abstract class EditorSuggest<Value> {
    readonly scope = new Scope();
    readonly suggestEl = createDiv({ cls: "suggestion-container" });
    context: Context | null = null;
    limit = 100;
    isOpen = false;
    readonly #listEl = this.suggestEl.createDiv({ cls: "suggestion" });
    readonly #instructionsEl = this.suggestEl.createDiv({ cls: "prompt-instructions" });
    #values: Value[] = [];
    #selected = 0;

    constructor(readonly app: App) {
        this.scope.register([], "ArrowDown", () => this.#select(this.#selected + 1));
        this.scope.register([], "ArrowUp", () => this.#select(this.#selected - 1));
        this.scope.register([], "Enter", (event) => this.#use(this.#selected, event));
        this.scope.register([], "Escape", () => this.close());
    }

    abstract onTrigger(cursor: api.EditorPosition, editor: Editor, file: TFile | null): Trigger | null;
    abstract getSuggestions(context: Context): Value[] | Promise<Value[]>;
    abstract renderSuggestion(value: Value, element: HTMLElement): void;
    abstract selectSuggestion(value: Value, event: MouseEvent | KeyboardEvent): void;

    setInstructions(instructions: api.Instruction[]): void {
        this.#instructionsEl.empty();
        for (const { command, purpose } of instructions) {
            const instruction = this.#instructionsEl.createDiv({ cls: "prompt-instruction" });
            instruction.createSpan({ cls: "prompt-instruction-command", text: command });
            instruction.createSpan({ text: purpose });
        }
    }

    /** Ask what can be put there, and show it unless another question came first. */
    async ask(context: Context): Promise<void> {
        this.context = context;
        const values = await this.getSuggestions(context);
        if (this.context !== context) return;
        this.#values = values.slice(0, this.limit);
        if (this.#values.length) this.open();
        else this.close();
    }

    open(): void {
        this.isOpen = true;
        this.#listEl.empty();
        this.#values.forEach((value, index) => this.#add(value, index));
        this.#select(0);
        document.body.append(this.suggestEl);
        this.#place();
    }

    close(): void {
        this.isOpen = false;
        this.context = null;
        this.suggestEl.remove();
    }

    #add(value: Value, index: number): void {
        const item = this.#listEl.createDiv({ cls: "suggestion-item" });
        this.renderSuggestion(value, item);
        item.addEventListener("mousemove", () => this.#select(index));
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", (event) => this.#use(index, event));
    }

    #select(index: number): void {
        const items = [...this.#listEl.children];
        this.#selected = (index + items.length) % items.length;
        items.forEach((item, position) => item.toggleClass("is-selected", position === this.#selected));
        items[this.#selected]?.scrollIntoView({ block: "nearest" });
    }

    #use(index: number, event: MouseEvent | KeyboardEvent): void {
        const value = this.#values[index];
        if (value !== undefined) this.selectSuggestion(value, event);
        this.close();
    }

    #place(): void {
        const { editor, start } = this.context!;
        const place = editor.cm.coordsAtPos(editor.posToOffset(start));
        if (place) this.suggestEl.setCssStyles({ left: `${place.left}px`, top: `${place.bottom}px` });
    }
}

/** The suggests of all plugins; the first that has something to say about the caret gets it. */
export class EditorSuggests {
    readonly suggests: EditorSuggest<unknown>[] = [];

    add(suggest: EditorSuggest<unknown>): void {
        this.suggests.push(suggest);
    }

    remove(suggest: EditorSuggest<unknown>): void {
        suggest.close();
        this.suggests.splice(this.suggests.indexOf(suggest), 1);
    }

    /** Typing opens a popup; a caret that moves only follows or closes one that is open or asked for. */
    trigger(editor: Editor, file: TFile | null, { mayOpen }: { mayOpen: boolean }): void {
        let taken = false;
        for (const suggest of this.suggests) {
            const asked: boolean = !taken && (mayOpen || suggest.context !== null);
            const found: Trigger | null = asked ? suggest.onTrigger(editor.getCursor(), editor, file) : null;
            if (found && file) void suggest.ask({ ...found, editor, file });
            else suggest.close();
            taken ||= found !== null;
        }
    }

    /** Keys go to an open popup before the editor sees them. */
    keys(): Extension {
        return Prec.highest(
            EditorView.domEventHandlers({
                keydown: (event) => this.suggests.some((each) => each.isOpen && each.scope.handle(event)),
                blur: () => {
                    for (const each of this.suggests) each.close();
                },
            }),
        );
    }
}
