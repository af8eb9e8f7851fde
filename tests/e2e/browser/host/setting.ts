/** `Setting`: a row of the settings window, and the controls it can hold. */

import type * as api from "obsidian";

import { setIcon } from "./icons";

/** A control with a value; its element decides how the value is read, written and heard of. */
export class ValueComponent<Value, Element extends HTMLElement = HTMLElement> {
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

    setDisabled(disabled: boolean): this {
        this.inputEl.toggleAttribute("disabled", disabled);
        return this;
    }

    setPlaceholder(placeholder: string): this {
        this.inputEl.setAttribute("placeholder", placeholder);
        return this;
    }

    then(callback: (component: this) => unknown): this {
        callback(this);
        return this;
    }
}

type TextElement = HTMLInputElement | HTMLTextAreaElement;

function textIn<Element extends TextElement>(element: Element): ValueComponent<string, Element> {
    return new ValueComponent(
        element,
        () => element.value,
        (value) => (element.value = value),
    );
}

class ToggleComponent extends ValueComponent<boolean> {
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

    get toggleEl(): HTMLElement {
        return this.inputEl;
    }
}

class DropdownComponent extends ValueComponent<string, HTMLSelectElement> {
    constructor(parent: HTMLElement) {
        const select = parent.createEl("select", { cls: "dropdown" });
        super(
            select,
            () => select.value,
            (value) => (select.value = value),
            "change",
        );
    }

    get selectEl(): HTMLSelectElement {
        return this.inputEl;
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

class SliderComponent extends ValueComponent<number, HTMLInputElement> {
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

    setDynamicTooltip(): this {
        return this;
    }
}

class ButtonComponent {
    readonly buttonEl: HTMLButtonElement;

    constructor(parent: HTMLElement, cls = "") {
        this.buttonEl = parent.createEl("button", { cls });
    }

    get extraSettingsEl(): HTMLElement {
        return this.buttonEl;
    }

    setButtonText(text: string): this {
        this.buttonEl.setText(text);
        return this;
    }

    setIcon(icon: string): this {
        setIcon(this.buttonEl, icon);
        return this;
    }

    setTooltip(tooltip: string): this {
        this.buttonEl.setAttribute("aria-label", tooltip);
        return this;
    }

    setClass(cls: string): this {
        this.buttonEl.addClass(cls);
        return this;
    }

    setCta(): this {
        return this.setClass("mod-cta");
    }

    setWarning(): this {
        return this.setClass("mod-warning");
    }

    setDisabled(disabled: boolean): this {
        this.buttonEl.disabled = disabled;
        return this;
    }

    onClick(callback: (event: MouseEvent) => unknown): this {
        this.buttonEl.addEventListener("click", callback);
        return this;
    }
}

type Text = string | DocumentFragment;

export class Setting {
    readonly settingEl: HTMLElement;
    readonly infoEl: HTMLElement;
    readonly nameEl: HTMLElement;
    readonly descEl: HTMLElement;
    readonly controlEl: HTMLElement;

    constructor(containerEl: HTMLElement) {
        this.settingEl = containerEl.createDiv({ cls: "setting-item" });
        this.infoEl = this.settingEl.createDiv({ cls: "setting-item-info" });
        this.nameEl = this.infoEl.createDiv({ cls: "setting-item-name" });
        this.descEl = this.infoEl.createDiv({ cls: "setting-item-description" });
        this.controlEl = this.settingEl.createDiv({ cls: "setting-item-control" });
    }

    setName(name: Text): this {
        this.nameEl.setText(name);
        return this;
    }

    setDesc(description: Text): this {
        this.descEl.setText(description);
        return this;
    }

    setClass(cls: string): this {
        this.settingEl.addClass(cls);
        return this;
    }

    setHeading(): this {
        return this.setClass("setting-item-heading");
    }

    setDisabled(disabled: boolean): this {
        this.settingEl.toggleClass("is-disabled", disabled);
        return this;
    }

    then(build: (setting: this) => unknown): this {
        build(this);
        return this;
    }

    clear(): this {
        this.controlEl.empty();
        return this;
    }

    addText(build: (component: ValueComponent<string, HTMLInputElement>) => unknown): this {
        return this.#add(build, textIn(this.controlEl.createEl("input", { type: "text" })));
    }

    addSearch(build: (component: ValueComponent<string, HTMLInputElement>) => unknown): this {
        return this.#add(build, textIn(this.controlEl.createEl("input", { type: "search" })));
    }

    addTextArea(build: (component: ValueComponent<string, HTMLTextAreaElement>) => unknown): this {
        return this.#add(build, textIn(this.controlEl.createEl("textarea")));
    }

    addToggle(build: (component: ToggleComponent) => unknown): this {
        return this.#add(build, new ToggleComponent(this.controlEl));
    }

    addDropdown(build: (component: DropdownComponent) => unknown): this {
        return this.#add(build, new DropdownComponent(this.controlEl));
    }

    addSlider(build: (component: SliderComponent) => unknown): this {
        return this.#add(build, new SliderComponent(this.controlEl));
    }

    addButton(build: (component: ButtonComponent) => unknown): this {
        return this.#add(build, new ButtonComponent(this.controlEl));
    }

    addExtraButton(build: (component: ButtonComponent) => unknown): this {
        return this.#add(build, new ButtonComponent(this.controlEl, "clickable-icon extra-setting-button"));
    }

    #add<Component>(build: (component: Component) => unknown, component: Component): this {
        build(component);
        return this;
    }
}

/** What a declared control does with its value. */
export interface Binding {
    read(key: string): unknown;
    write(key: string, value: unknown): unknown;
}

/** Rows for settings that are declared (since 1.13) instead of built. */
export function declare(containerEl: HTMLElement, items: api.SettingDefinitionItem[], binding: Binding): void {
    for (const item of items) {
        if ("visible" in item && given(item.visible) === false) continue;
        if ("items" in item) declareGroup(containerEl, item as api.SettingDefinitionGroup, binding);
        else declareRow(containerEl, item as api.SettingDefinition, binding);
    }
}

function declareGroup(containerEl: HTMLElement, group: api.SettingDefinitionGroup, binding: Binding): void {
    const groupEl = containerEl.createDiv({ cls: "setting-group" });
    if (group.heading) new Setting(groupEl).setName(group.heading).setHeading();
    declare(groupEl.createDiv({ cls: "setting-items" }), group.items ?? [], binding);
}

function declareRow(containerEl: HTMLElement, item: api.SettingDefinition, binding: Binding): void {
    const row = new Setting(containerEl).setName(item.name).setDesc(item.desc ?? "");
    if (item.control) control(row, item.control, binding);
    else if (item.render) item.render(row as unknown as api.Setting, { listEl: containerEl } as api.SettingGroup);
    else if (item.action) {
        const { action } = item;
        row.settingEl.addEventListener("click", () => action(row.settingEl, 0));
    }
}

function control(row: Setting, { type, key, defaultValue, ...rest }: api.SettingControl, binding: Binding): void {
    const value = binding.read(key) ?? defaultValue;
    const write = (changed: unknown): unknown => binding.write(key, changed);
    if (type === "toggle") row.addToggle((each) => each.setValue(Boolean(value)).onChange(write));
    else if (type === "dropdown")
        row.addDropdown((each) =>
            each
                .addOptions((rest as api.SettingDropdownControl).options)
                .setValue(String(value))
                .onChange(write),
        );
    else if (type === "textarea") row.addTextArea((each) => each.setValue(String(value ?? "")).onChange(write));
    else {
        const convert = type === "number" || type === "slider" ? Number : String;
        row.addText((each) => each.setValue(String(value ?? "")).onChange((text) => write(convert(text))));
    }
}

function given<Value>(value: Value | (() => Value) | undefined): Value | undefined {
    return typeof value === "function" ? (value as () => Value)() : value;
}
