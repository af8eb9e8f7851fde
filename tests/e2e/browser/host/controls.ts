/** What a row of the settings can hold. */

/** A control with a value; its element decides how the value is read, written and heard of. */
class ValueComponent<Value, Element extends HTMLElement = HTMLElement> {
    constructor(
        readonly inputEl: Element,
        readonly getValue: () => Value,
        private readonly write: (value: Value) => void,
        private readonly event = "input",
    ) {}

    setValue(value: Value): this {
        this.write(value);
        return this;
    }

    onChange(callback: (value: Value) => unknown): this {
        this.inputEl.addEventListener(this.event, () => callback(this.getValue()));
        return this;
    }
}

export class TextComponent extends ValueComponent<string, HTMLInputElement> {
    constructor(parent: HTMLElement) {
        const input = parent.createEl("input", { type: "text" });
        super(
            input,
            () => input.value,
            (value) => (input.value = value),
        );
    }
}

export class ToggleComponent extends ValueComponent<boolean> {
    constructor(parent: HTMLElement) {
        const toggle = parent.createDiv({ cls: "checkbox-container", attr: { tabindex: 0 } });
        super(
            toggle,
            () => toggle.hasClass("is-enabled"),
            (value) => toggle.toggleClass("is-enabled", value),
            "toggled",
        );
        toggle.addEventListener("click", () => {
            this.setValue(!this.getValue());
            toggle.dispatchEvent(new Event("toggled"));
        });
    }
}

export class DropdownComponent extends ValueComponent<string, HTMLSelectElement> {
    constructor(parent: HTMLElement) {
        const select = parent.createEl("select", { cls: "dropdown" });
        super(
            select,
            () => select.value,
            (value) => (select.value = value),
            "change",
        );
    }

    addOption(value: string, text: string): this {
        this.inputEl.createEl("option", { value, text });
        return this;
    }

    addOptions(options: Record<string, string>): this {
        for (const [value, text] of Object.entries(options)) this.addOption(value, text);
        return this;
    }
}

export class SliderComponent extends ValueComponent<number, HTMLInputElement> {
    constructor(parent: HTMLElement) {
        const slider = parent.createEl("input", { cls: "slider", type: "range" });
        super(
            slider,
            () => slider.valueAsNumber,
            (value) => (slider.valueAsNumber = value),
        );
    }

    setLimits(min: number, max: number, step: number): this {
        Object.assign(this.inputEl, { min, max, step });
        return this;
    }
}
