/** Sends requests the way Obsidian recommends, which is free of the rules for pages of the web. */

import { requestUrl } from "obsidian";

import type { Send } from "../daemon/requests";
import { UnreachableError } from "../daemon/requests";

export const send: Send = async ({ url, method, headers, body }) => {
    const response = await requestUrl({
        url,
        method,
        headers: { ...headers },
        throw: false,
        ...(body === undefined ? {} : { body }),
    }).catch((error: unknown) => {
        throw new UnreachableError(String(error));
    });
    return { status: response.status, text: response.text };
};
