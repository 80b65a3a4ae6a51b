import type { Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { exchangeFormats, findExchangeFormat } from '../../engine/exchange/index.ts';
import { viewOf } from '../../engine/featureView.ts';
import { predictedFields, predictedSamples } from '../../engine/exchange/predictions.ts';
import { predictRows } from '../../engine/learner/predictRows.ts';
import { unwatched } from '../../engine/learner/fitModel.ts';
import { trainingRequest } from '../../engine/session/plannedRound.ts';
import { writeOutput } from '../../runtime/outputFile.ts';
import { checkFolder } from '../checkFolder.ts';
import { openWorkshop } from '../machine.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, say, writeOut } from '../output.ts';
import { readFeatures } from '../readFeatures.ts';
import { settingsOf } from '../settings.ts';
import { situationOf } from '../suggest/situation.ts';
import { openWorkspace } from '../workspace.ts';

interface PredictFlags extends SharedFlags {
  readonly format: string;
  readonly out?: string;
}

async function predict(target: string, flags: PredictFlags): Promise<void> {
  const format = findExchangeFormat(flags.format);
  if (flags.out !== undefined) await checkFolder('--out', flags.out, target);
  else if (flags.json)
    throw new UsageError('--json needs --out: without it the predictions themselves go to standard output.');
  const workspace = await openWorkspace(target, flags);
  const { dataset, journal } = workspace;
  const request = trainingRequest(situationOf(workspace, settingsOf(dataset.manifest, flags)));
  const { machine, allocate, close } = openWorkshop(flags.threads);
  const features = await readFeatures(dataset, allocate, { view: viewOf(request.model) });
  const predictions = await predictRows(
    { features, classNames: dataset.classes, machine },
    request,
    unwatched,
  );
  close();
  const samples = predictedSamples(dataset, journal.state, predictions);
  const text = format.write(predictedFields, samples);
  const { model, labels } = request;
  if (flags.out === undefined) return writeOut(text);
  await writeOutput(dataset.folder, flags.out, text);
  const counts = { model, labels: labels.length, predictions: samples.length };
  if (flags.json) return printDocument({ out: flags.out, format: format.id, ...counts });
  say(
    `${samples.length} predictions of the model ${model}, trained on ${labels.length} labels, were written to ${flags.out}.`,
  );
}

/** `predict <dataset> [--format csv|jsonl] [--out PATH]`. */
export function registerPredict(program: Command): void {
  const formats = exchangeFormats.map(({ id }) => id).join(', ');
  const command = program
    .command('predict')
    .summary('train the model and write what it says of every sample')
    .description(
      'Trains the model on the labels so far and writes one row for every sample: its likeliest class, the probability of that, and the label a person has given, if any. How far to trust them "status" says.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .option('--format <id>', `format: ${formats}`, 'csv')
    .option('--out <path>', 'file to write (default: standard output)')
    .addHelpText('after', '\nExample:\n  label-scout predict tickets/ --out predictions.csv')
    .action(predict);
  takes(command, 'model', 'option', 'seed', 'testShare', 'manyClasses', 'threads', 'json');
}
