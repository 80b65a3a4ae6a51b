import * as v from 'valibot';
import { toPanelSchema, type FromPanel, type ToPanel } from '../src/protocol/panel.ts';

interface WebviewApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): WebviewApi;

// May be asked for once only, and is kept from everything else.
const api = acquireVsCodeApi();

export const send = (message: FromPanel): void => api.postMessage(message);

/** What the page wants back after a reload of the window. */
export const remember = (state: { readonly manifest: string }): void => api.setState(state);

/** Calls `listener` with every well-formed message of the host; anything else is ignored. */
export function listen(listener: (message: ToPanel) => void): void {
  window.addEventListener('message', (event) => {
    const parsed = v.safeParse(toPanelSchema, event.data);
    if (parsed.success) listener(parsed.output);
  });
}
