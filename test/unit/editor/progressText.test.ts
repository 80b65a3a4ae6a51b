import { expect, it } from 'vitest';
import type { PanelState } from '../../../src/protocol/panel.ts';
import * as model from '../../../webview/model.ts';
import { progressText } from '../../../webview/progressText.ts';
import { questionOf, stateOf } from './panelState.ts';
import { translate } from './translate.ts';

const question = (id: string, place: number | null) =>
  questionOf(id, { batch: place === null ? null : { place, size: 10 } });

const opened = (shown: PanelState['question'], next: PanelState['next']) => {
  const progress = { labeled: 12, skipped: 1, total: 200 };
  return model.receive(model.emptyModel, stateOf({ question: shown, next, progress }));
};

it('says where in its batch the sample is, and goes on with the sample that is painted next', () => {
  const before = opened(question('a', 3), { one: question('b', 4) });
  expect(progressText(before, translate)).toBe('12 of 200 labeled · 1 skipped · 3 of 10 in this batch');
  const after = model.label(before, 'one', 1).model;
  expect(progressText(after, translate)).toBe('12 of 200 labeled · 1 skipped · 4 of 10 in this batch');
});

it('says nothing of batches where samples are chosen one by one, or the next is waited for', () => {
  const alone = opened(question('a', null), {});
  expect(progressText(alone, translate)).toBe('12 of 200 labeled · 1 skipped');
  const waiting = model.label(opened(question('a', 3), {}), 'one', 1).model;
  expect(progressText(waiting, translate)).toBe('12 of 200 labeled · 1 skipped');
});
