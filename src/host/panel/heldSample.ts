import type { SessionQuestion } from '../../engine/session/types.ts';
import type { OpenDataset } from '../openDataset.ts';

type Opened = {
  readonly session: object;
  readonly journal: {
    readonly state: Pick<OpenDataset['journal']['state'], 'flagged' | 'notes' | 'successor'>;
  };
};

/**
 * The sample that keeps the screen after its label, where `autoAdvance` is off. It goes with its session: a row is a
 * number, and in data that was read again it may be another sample.
 */
export class HeldSample {
  #held: { readonly question: SessionQuestion; readonly label: string; readonly session: object } | null =
    null;

  hold(question: SessionQuestion, label: string, { session }: Pick<Opened, 'session'>): void {
    this.#held = { question, label, session };
  }

  release(): void {
    this.#held = null;
  }

  /** The sample as it is now, for its flag, its note and the name of its class may change while it stays. */
  in({ session, journal }: Opened): SessionQuestion | null {
    if (this.#held?.session !== session) return null;
    const { question, label } = this.#held;
    const { flagged, notes, successor } = journal.state;
    return {
      ...question,
      label: successor(label),
      flagged: flagged.has(question.id),
      note: notes.get(question.id) ?? '',
    };
  }
}
