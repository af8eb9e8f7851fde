/** Icons and tooltips. The app has all of Lucide; here each icon is a ring that carries its name. */

const SVG = "http://www.w3.org/2000/svg";

export function getIcon(name: string): SVGSVGElement {
    const icon = document.createElementNS(SVG, "svg");
    const ring = document.createElementNS(SVG, "circle");
    icon.setAttribute("class", `svg-icon lucide-${name}`);
    icon.setAttribute("viewBox", "0 0 24 24");
    for (const [key, value] of Object.entries({ cx: "12", cy: "12", r: "8" })) ring.setAttribute(key, value);
    icon.append(ring);
    return icon;
}

export function setIcon(parent: HTMLElement, name: string): void {
    parent.replaceChildren(getIcon(name));
}

export function setTooltip(element: HTMLElement, tooltip: string): void {
    element.setAttribute("aria-label", tooltip);
}
