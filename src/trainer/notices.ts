import type * as v from 'valibot';
import type { noticeSchema } from '../protocol/trainer.ts';

export type Notice = v.InferOutput<typeof noticeSchema>;

/** Hears what threads have to say of the machine. */
export type Notify = (notice: Notice) => void;

/** Passes each sentence on once: all threads that load a library meet the same trouble. */
export function eachOnce(notify: Notify): Notify {
  const said = new Set<string>();
  return (notice) => {
    if (said.has(notice.sentence)) return;
    said.add(notice.sentence);
    notify(notice);
  };
}
