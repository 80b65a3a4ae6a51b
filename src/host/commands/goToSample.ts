import * as vscode from 'vscode';
import type { Sample } from '../../engine/sample.ts';
import { answeredSamples, type AnsweredSample } from '../answeredSamples.ts';
import type { OpenDataset } from '../openDataset.ts';
import { showQuickPick, type Choice } from '../say/quickPick.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

/** More than anybody looks through; what is typed searches among these. */
const listed = 1000;
/** As many are shown with the beginning of their content, which has to be read first. */
const excerpted = 100;

/** Shows a sample again that was flagged, noted or labeled, to look at it or to correct it. Takes its id as second argument. */
export const goToSample: Command = {
  name: 'goToSample',
  async run({ datasets, panels }, given, id) {
    const dataset = await chooseDataset(datasets, given, panels.labelPanel === null);
    if (dataset === undefined) return;
    const open = await dataset.open();
    const chosen = typeof id === 'string' ? id : await chooseSample(open, dataset.state.name);
    if (chosen === undefined) return;
    panels.showLabel(dataset);
    await panels.labelPanel?.goTo(chosen);
  },
};

interface SampleItem extends Choice {
  readonly id?: string;
}

async function chooseSample(open: OpenDataset, name: string): Promise<string | undefined> {
  const samples = answeredSamples(open.journal.state, open.facts.ids).slice(0, listed);
  const title = t('Samples of {0} to come back to', name);
  const placeHolder =
    samples.length === 0
      ? t('No sample was labeled, flagged or noted yet')
      : t('Search by id, label, note or content');
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await showQuickPick(itemsOf(samples, open), options))?.id;
}

async function itemsOf(samples: readonly AnsweredSample[], open: OpenDataset): Promise<SampleItem[]> {
  const contents = await open.readSamples(samples.slice(0, excerpted).map(({ row }) => row));
  let last = '';
  return samples.flatMap((sample, index): SampleItem[] => {
    const heading = headingOf(sample);
    const isFirst = heading !== last;
    last = heading;
    const separator = { label: heading, kind: vscode.QuickPickItemKind.Separator };
    return [...(isFirst ? [separator] : []), itemOf(sample, contents[index])];
  });
}

const headingOf = ({ flagged, note }: AnsweredSample): string => {
  if (flagged) return t('Flagged');
  return note === '' ? t('Labeled, the newest first') : t('With a note');
};

const itemOf = ({ id, label, flagged, note }: AnsweredSample, content: Sample | undefined): SampleItem => ({
  id,
  label: id,
  iconPath: new vscode.ThemeIcon(flagged ? 'bookmark' : note === '' ? 'tag' : 'note'),
  description: label ?? t('no label'),
  detail: [note && `“${note}”`, content === undefined ? '' : excerptOf(content)].filter(Boolean).join('  '),
});

/** The beginning of what a sample says, on one line; an image says nothing. */
function excerptOf(sample: Sample): string {
  if (sample.kind === 'image') return '';
  if (sample.kind === 'unreadable') return sample.reason;
  const text =
    sample.kind === 'text' ? sample.text : sample.fields.map(({ value }) => value ?? '–').join(' · ');
  return text.slice(0, 400).replaceAll(/\s+/gu, ' ').trim().slice(0, 160);
}
