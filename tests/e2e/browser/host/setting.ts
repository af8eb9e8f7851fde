/** `Setting`: a row of the settings window. */

import { DropdownComponent, SliderComponent, TextComponent, ToggleComponent } from "./controls";

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

    addText(build: (component: TextComponent) => unknown): this {
        return this.#add(build, new TextComponent(this.controlEl));
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

    #add<Component>(build: (component: Component) => unknown, component: Component): this {
        build(component);
        return this;
    }
}
