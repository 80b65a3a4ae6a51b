import type { Question } from '../src/protocol/panel.ts';
import type { PanelString } from '../src/protocol/strings.ts';
import type { PanelModel } from './model.ts';

export type Say = (sentence: PanelString, ...values: readonly (string | number)[]) => string;

/** `12 of 2,000 labeled · 1 skipped · 3 of 10 in this batch`; the place in the batch is that of the sample on screen. */
export function progressText({ state, shown }: PanelModel, t: Say): string {
  if (state === null || state.progress.total === 0) return '';
  const { labeled, skipped, total } = state.progress;
  const parts = [
    t('{0} of {1} labeled', labeled, total),
    skipped > 0 ? t('{0} skipped', skipped) : '',
    shown === null ? '' : batchText(shown, t),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `3 of 10 in this batch`; empty where samples are chosen one by one. */
export const batchText = ({ batch }: Question, t: Say): string =>
  batch === null ? '' : t('{0} of {1} in this batch', batch.place, batch.size);
