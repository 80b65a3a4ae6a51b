import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Result } from '../protocol/contract.ts';
import type { TrainerContract } from '../protocol/trainer.ts';
import type { Services } from './commands/command.ts';
import { offerChange } from './offerChange.ts';
import { showInputBox } from './say/inputBox.ts';
import { confirm } from './say/messages.ts';
import { showQuickPick } from './say/quickPick.ts';
import { fromTrainer } from './trainerErrors.ts';
import type { TrainerLife } from './trainerProcess.ts';
import { requireTrust } from './trust.ts';
import { t } from './localize.ts';

type Described = Result<TrainerContract, 'describe'>;

type Kind = Described['kind'];

const describe = (life: TrainerLife, source: vscode.Uri, kind?: Kind): Promise<Described> =>
  life.call('describe', { source: source.fsPath, ...(kind === undefined ? {} : { kind }) });

/** What to label of a folder that holds several kinds of files; undefined when the person gives up. */
async function chooseKind({ kind, kinds }: Described): Promise<Kind | undefined> {
  if (kinds.length < 2) return kind;
  const names: Readonly<Record<Kind, string>> = {
    images: t('Pictures'),
    text: t('Texts'),
    table: t('A table'),
  };
  const items = kinds.map(({ kind: offered, files }) => ({
    label: names[offered],
    description: files === 1 ? t('1 file') : t('{0} files', files),
    chosen: offered,
  }));
  const placeHolder = t('This folder holds several kinds of files. What do you want to label?');
  return (await showQuickPick(items, { placeHolder }))?.chosen;
}

/** A column with class names, `null` for none; undefined when the person gives up. */
async function chooseLabelColumn({ columns, kind }: Described): Promise<string | null | undefined> {
  if (kind !== 'table') return null;
  const none = {
    label: t('No column: every row is unlabeled'),
    iconPath: new vscode.ThemeIcon('circle-slash'),
    description: '',
    column: null,
  };
  const items = [...columns.map(asItem), none];
  const placeHolder = t('Which column holds class names? It is never used as a feature.');
  return (await showQuickPick(items, { placeHolder, matchOnDescription: true }))?.column;
}

/** A column with what stands in it, so that the right one is recognized. */
function asItem({ name, values, examples }: Described['columns'][number]) {
  const some = examples.join(', ') + (values > examples.length ? ', …' : '');
  const description = examples.length === 0 ? '' : t('{0} values: {1}', values, some);
  return { label: name, iconPath: new vscode.ThemeIcon('blank'), description, column: name };
}

/** Class names as typed, separated by commas; undefined when the person gives up. */
async function askClasses(): Promise<string[] | undefined> {
  const text = await showInputBox({
    title: t('Classes'),
    prompt: t('The names of the classes, separated by commas'),
    placeHolder: 'cat, dog, neither',
    validateInput: (typed) => classProblem(split(typed)),
  });
  return text === undefined ? undefined : split(text);
}

const split = (typed: string): string[] =>
  typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function classProblem(names: readonly string[]): string | undefined {
  if (names.length < 2) return t('Name at least two classes.');
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? undefined : t('“{0}” stands there twice.', repeated);
}

async function mayReplace(source: vscode.Uri): Promise<boolean> {
  const message = t('{0} is a dataset already. Replace its label-scout.json?', basename(source.fsPath));
  const detail = [t('Labels stay: they are in .label-scout/labels.jsonl.')];
  return await confirm({ message, detail, action: t('Replace'), warns: true });
}

/** Answers that need not be asked for; `label` of null stands for no column. */
export interface KnownAnswers {
  readonly label?: string | null;
  readonly classes?: readonly string[];
}

/**
 * Asks what is to be known about a source and writes its manifest.
 * @returns the manifest, or undefined when the person gave up.
 * @throws HumanError when there is nothing to label, or the workspace is not trusted.
 */
export async function createDataset(
  { trainer }: Services,
  source: vscode.Uri,
  known: KnownAnswers = {},
): Promise<vscode.Uri | undefined> {
  requireTrust();
  try {
    const life = await trainer.life();
    const likeliest = await describe(life, source);
    if (likeliest.exists && !(await mayReplace(source))) return undefined;
    const kind = known.classes === undefined ? await chooseKind(likeliest) : likeliest.kind;
    if (kind === undefined) return undefined;
    const described = kind === likeliest.kind ? likeliest : await describe(life, source, kind);
    const label = known.label === undefined ? await chooseLabelColumn(described) : known.label;
    if (label === undefined) return undefined;
    const classes = await classesFor(described, label, known);
    if (classes === undefined) return undefined;
    const force = described.exists;
    const chosen = described.kinds.length < 2 ? {} : { kind };
    const asked = { source: source.fsPath, label, classes, ...chosen, force };
    const written = await life.call('init', asked);
    const manifest = vscode.Uri.file(written.manifest);
    void offerChange(manifest, written.summary);
    return manifest;
  } catch (error) {
    throw fromTrainer(error);
  }
}

/** Class names, `null` where the data says them; undefined when the person gives up. */
async function classesFor(
  { labelsKnown }: Described,
  label: string | null,
  { classes }: KnownAnswers,
): Promise<string[] | null | undefined> {
  if (classes !== undefined) return [...classes];
  return label !== null || labelsKnown ? null : await askClasses();
}
