import type { Command } from 'commander';
import { viewOf } from '../../engine/featureView.ts';
import { createLocalLearner } from '../../engine/learner/localLearner.ts';
import { ownRegressorOf } from '../../runtime/ownRegressor.ts';
import { checkMetric, findMetric } from '../../engine/metrics/index.ts';
import { cacheFolder } from '../../runtime/cacheFolder.ts';
import { fileError } from '../../runtime/files.ts';
import { openWorkshop } from '../machine.ts';
import { takes, type SharedFlags } from '../options.ts';
import { readFeatures } from '../readFeatures.ts';
import { printDocument, printLine, say } from '../output.ts';
import { positiveClassOf, settingsOf } from '../settings.ts';
import { updateCurve } from '../suggest/curve.ts';
import { suggestSamples, type SuggestedSample, type Suggestion } from '../suggest/samples.ts';
import { situationOf } from '../suggest/situation.ts';
import { renderTable } from '../table.ts';
import { integer } from '../values.ts';
import { openWorkspace } from '../workspace.ts';

interface SuggestFlags extends SharedFlags {
  readonly count: number;
}

const guess = ({ predicted, probability }: SuggestedSample): string =>
  predicted === null || probability === null ? '–' : `${predicted} (${probability.toFixed(2)})`;

function suggestionText({ samples, strategy, model, round }: Suggestion): string {
  if (samples.length === 0) return 'Nothing is left to label.';
  const table = renderTable(
    [
      { title: 'id', cell: ({ id }) => id },
      { title: 'score', align: 'right', cell: ({ score }) => score.toFixed(3) },
      { title: 'predicted', cell: guess },
      { title: 'why', cell: ({ why }) => why.text },
    ],
    samples,
  );
  return `${strategy}, ${model} trained on ${round} ${round === 1 ? 'label' : 'labels'}\n\n${table}`;
}

async function suggest(target: string, flags: SuggestFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const { dataset } = workspace;
  const settings = settingsOf(dataset.manifest, flags);
  checkMetric(findMetric(settings.metric), workspace.classes.length);
  const positive = workspace.classes[positiveClassOf(workspace.classes, flags)] ?? '';
  const positiveClass = workspace.classList.numberOf(positive);
  const { machine, allocate, close } = openWorkshop(flags.threads);
  const features = await readFeatures(dataset, allocate, { view: viewOf(settings.model) });
  const learner = createLocalLearner({
    features,
    classNames: dataset.classes,
    machine,
    ownRegressor: ownRegressorOf(dataset.folder),
  });
  const situation = situationOf(workspace, settings);
  const suggestion = await suggestSamples(workspace, situation, learner, flags.count);
  await (flags.json ? printDocument(suggestion) : printLine(suggestionText(suggestion)));
  await updateCurve(dataset.folder, situation, learner, positiveClass, machine.now).catch((error: unknown) =>
    say(
      `Notice: The learning curve could not be kept: ${fileError(cacheFolder(dataset.folder), error).message}`,
    ),
  );
  close();
}

const examples = `
Examples:
  label-scout suggest digits/ --count 5
  label-scout suggest digits/ --strategy uncertainty --option trees=100 --json`;

/** `suggest <dataset>`. */
export function registerSuggest(program: Command): void {
  const command = program
    .command('suggest')
    .summary('the samples worth labeling next')
    .description('Trains on the labels so far and prints the samples worth labeling next, best first.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .option('--count <number>', 'how many samples', integer({ min: 1 }), 1)
    .addHelpText('after', examples)
    .action(suggest);
  const flags = ['strategy', 'model', 'metric', 'option', 'seed', 'testShare', 'positive'] as const;
  takes(command, ...flags, 'manyClasses', 'threads', 'json');
}
