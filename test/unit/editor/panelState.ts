import type { PanelState, Question } from '../../../src/protocol/panel.ts';

/** A text to answer, with nothing known of it yet. */
export const questionOf = (id: string, given: Partial<Question> = {}): Question => ({
  id,
  sample: { kind: 'text', text: id, truncated: false },
  purpose: 'train',
  suggestion: null,
  why: '',
  batch: null,
  label: null,
  flagged: false,
  note: '',
  ...given,
});

/** What a panel shows first of a dataset that is open, with no question yet. */
export const stateOf = (given: Partial<PanelState> = {}): PanelState => ({
  type: 'state',
  revision: 1,
  taken: 0,
  answered: 0,
  dataset: 'digits',
  classes: [],
  question: null,
  next: {},
  soon: [],
  progress: { labeled: 0, skipped: 0, total: 9 },
  score: '',
  strategy: '',
  model: '',
  training: false,
  canUndo: false,
  canRedo: false,
  suggestions: true,
  autoAdvance: true,
  message: '',
  failed: false,
  actions: [],
  ...given,
});
