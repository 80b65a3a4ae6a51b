/**
 * The part of the platform's `AbortSignal` that the channel reads. This layer is compiled without the types of
 * Node and of the DOM, both of which have it.
 */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortControllerLike {
  readonly signal: AbortSignalLike;
  abort(): void;
}

declare const AbortController: new () => AbortControllerLike;

export const createAbortController = (): AbortControllerLike => new AbortController();
