/** `requestUrl`: a request that no browser's rules apply to. */

import type * as api from "obsidian";

import { call } from "./bridge";

interface Response {
    status: number;
    headers: Record<string, string>;
    text: string;
}

function answer({ status, headers, text }: Response): api.RequestUrlResponse {
    return {
        status,
        headers,
        text,
        arrayBuffer: new TextEncoder().encode(text).buffer,
        get json(): unknown {
            return JSON.parse(text) as unknown;
        },
    };
}

async function request(asked: api.RequestUrlParam): Promise<api.RequestUrlResponse> {
    const { url, method = "GET", body = null, contentType, headers = {} } = asked;
    const sent = contentType ? { ...headers, "Content-Type": contentType } : headers;
    const response = answer(await call<Response>("request", method, url, sent, body));
    if (response.status >= 400 && asked.throw !== false)
        throw Object.assign(new Error(`Request failed, status ${response.status}`), response);
    return response;
}

/** The parts of an answer can be awaited one by one: `await requestUrl(…).json`. */
export function requestUrl(asked: api.RequestUrlParam | string): api.RequestUrlResponsePromise {
    const answered = request(typeof asked === "string" ? { url: asked } : asked);
    const parts = ["json", "text", "arrayBuffer"] as const;
    const lazily = parts.map((part) => [part, { get: () => answered.then((response) => response[part] as unknown) }]);
    return Object.defineProperties(answered, Object.fromEntries(lazily) as PropertyDescriptorMap) as api.RequestUrlResponsePromise;
}
