import { createBirpc, type BirpcReturn } from 'birpc';
import * as v from 'valibot';
import { ChannelError, checkShape, failureOf, failureSchema, type Failure } from './failure.ts';
import type { Port } from './contract.ts';

/** How every call is answered: errors are data, so that a sentence survives any kind of cloning. */
export const replySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.object({ ok: v.literal(false), failure: failureSchema }),
]);
export type Reply = v.InferOutput<typeof replySchema>;

export const refusal = (failure: Failure): Reply => ({ ok: false, failure });

const frameSchema = v.variant('t', [
  v.object({ t: v.literal('q'), i: v.optional(v.string()), m: v.string(), a: v.array(v.unknown()) }),
  v.object({ t: v.literal('s'), i: v.string(), r: v.optional(v.unknown()) }),
]);
type Frame = v.InferOutput<typeof frameSchema>;

/** An answer to no call, which is dropped: what a frame that cannot be read is replaced with. */
const noFrame: Frame = { t: 's', i: '' };

type Remote = Record<string, (...message: unknown[]) => unknown>;
export type Wire = BirpcReturn<Remote, object, false>;

/** Finds what a name of the other side means here; names are looked up in tables, never on prototypes. */
type Resolve = (name: string) => (...message: unknown[]) => unknown;

/**
 * Opens birpc over a port. Frames are checked before birpc sees them; one that cannot be read is reported to
 * `onProblem` and dropped.
 */
export function openWire(port: Port, resolve: Resolve, onProblem: (error: unknown) => void): Wire {
  const read = (message: unknown): Frame => {
    try {
      return checkShape(frameSchema, message, 'message');
    } catch (error) {
      onProblem(error);
      return noFrame;
    }
  };
  return createBirpc<Remote, object, false>(
    {},
    {
      proxify: false,
      timeout: -1,
      post: (frame: Frame) => post(port, frame, onProblem),
      on: (listener) => port.onMessage(listener),
      deserialize: read,
      resolver: (name) => resolve(name),
    },
  );
}

/** A request that cannot be sent is its caller's error; an answer that cannot be sent is answered by that fact. */
function post(port: Port, frame: Frame, onProblem: (error: unknown) => void): void {
  try {
    port.post(frame);
  } catch (error) {
    if (frame.t === 'q') throw new ChannelError('failed', failureOf(error).message);
    onProblem(error);
    answerFailure(port, frame.i, error, onProblem);
  }
}

function answerFailure(port: Port, id: string, error: unknown, onProblem: (error: unknown) => void): void {
  try {
    port.post({ t: 's', i: id, r: refusal(failureOf(error)) } satisfies Frame);
  } catch (again) {
    onProblem(again);
  }
}
