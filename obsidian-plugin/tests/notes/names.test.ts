import { expect, it } from "vitest";

import { nameOf, withLinkNames } from "../../src/notes/names";

it.each([
    ["Canvas/Customers.md", "Customers"],
    ["Customers.MD", "Customers"],
    ["a.b/v1.2.md", "v1.2"],
])("the name of %s is %s", (path, name) => {
    expect(nameOf(path)).toBe(name);
});

it.each([
    ["sleep ([[Interview Samira]]) well", "sleep (Interview Samira) well"],
    ["[[Offices|the offices]] and ![[plan.png]]", "the offices and plan.png"],
    ["no [link] here", "no [link] here"],
])("%j is shown as %j", (text, shown) => {
    expect(withLinkNames(text)).toBe(shown);
});
