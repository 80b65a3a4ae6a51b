import type { FromPanel, Question } from '../src/protocol/panel.ts';
import { type Say, batchText } from './progressText.ts';

/** A label button in words; its key is told by `aria-keyshortcuts`. */
export const spokenLabel = (name: string, labeled: number, percent: number | null, t: Say): string =>
  percent === null
    ? t('{0}, {1} labeled', name, labeled)
    : t('{0}, suggested with {1} percent, {2} labeled', name, percent, labeled);

/** A sample in words. */
function describeSample({ sample, id }: Question, t: Say): string {
  if (sample.kind === 'text') return shorten(sample.text.trim()) || t('This text is empty.');
  if (sample.kind === 'row')
    return shorten(sample.fields.map(({ name, value }) => `${name}: ${value ?? t('missing')}`).join('; '));
  if (sample.kind === 'unreadable') return t('{0} cannot be read: {1}', id, sample.reason);
  return sample.width === 0
    ? t('Image {0}', id)
    : t('Image {0}, {1} × {2} pixels', id, sample.width, sample.height);
}

/** With a stop at its end, in whatever script, so that what is said next is not taken for a part of it. */
const sentence = (text: string): string => (/\p{Sentence_Terminal}$|…$/u.test(text) ? text : `${text}.`);

const shorten = (text: string): string => (text.length > 280 ? `${text.slice(0, 280)}…` : text);

interface Announced {
  /** Which sample in the order of answering this is, from 1. */
  readonly place: number;
  readonly total: number;
  readonly suggestions: boolean;
}

/**
 * What a screen reader is to say: all of a sample that was not on screen before, of one that stays only what changed.
 * Empty where there is nothing new.
 */
export function announcement(before: Question | null, now: Question, about: Announced, t: Say): string {
  const sentences = before?.id === now.id ? changes(before, now, t) : introduction(now, about, t);
  return sentences.filter(Boolean).join(' ');
}

function introduction(shown: Question, { place, total, suggestions }: Announced, t: Say): readonly string[] {
  const suggestion = suggestions ? shown.suggestion : null;
  const batch = batchText(shown, t);
  return [
    t('Sample {0} of {1}.', place, total),
    batch && `${batch}.`,
    sentence(describeSample(shown, t)),
    shown.label === null ? '' : `${t('Already labeled {0}', shown.label)}.`,
    shown.flagged ? `${t('Flagged')}.` : '',
    shown.note && sentence(t('Note: {0}', shown.note)),
    suggestion === null
      ? ''
      : t('Suggestion: {0}, {1} percent.', suggestion.label, Math.round(suggestion.probability * 100)),
  ];
}

const changes = (before: Question, now: Question, t: Say): readonly string[] => [
  now.label === before.label || now.label === null ? '' : `${t('Labeled {0}', now.label)}.`,
  now.flagged === before.flagged ? '' : `${t(now.flagged ? 'Flagged' : 'Flag removed')}.`,
  now.note === before.note ? '' : now.note === '' ? `${t('Note removed')}.` : t('Note: {0}', now.note),
];

/** What an answer is called before the sample that follows it: one key is like another for who does not see the page. */
export function spokenAnswer(message: FromPanel, t: Say): string {
  if (message.type === 'label') return t('Answer: {0}.', message.label);
  const words = { skip: 'Skipped.', undo: 'Undone.', redo: 'Redone.' } as const;
  return message.type in words ? t(words[message.type as keyof typeof words]) : '';
}
