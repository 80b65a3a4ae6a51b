import type { Command } from 'commander';
import { viewOf } from '../../engine/featureView.ts';
import { exportModel } from '../../engine/learner/exportModel.ts';
import { unwatched } from '../../engine/learner/fitModel.ts';
import { trainingRequest } from '../../engine/session/plannedRound.ts';
import { writeModel } from '../../runtime/onnx/writeModel.ts';
import { checkFolder } from '../checkFolder.ts';
import { openWorkshop } from '../machine.ts';
import { takes, type SharedFlags } from '../options.ts';
import { readFeatures } from '../readFeatures.ts';
import { printDocument, say } from '../output.ts';
import { settingsOf } from '../settings.ts';
import { situationOf } from '../suggest/situation.ts';
import { openWorkspace } from '../workspace.ts';

interface ExportModelFlags extends SharedFlags {
  readonly out: string;
}

async function run(target: string, flags: ExportModelFlags): Promise<void> {
  await checkFolder('--out', flags.out, target);
  const workspace = await openWorkspace(target, flags);
  const { dataset } = workspace;
  const situation = situationOf(workspace, settingsOf(dataset.manifest, flags));
  const { machine, allocate, close } = openWorkshop(flags.threads);
  const request = trainingRequest(situation);
  const features = await readFeatures(dataset, allocate, { view: viewOf(request.model) });
  const { classes: classNames, featureNames, featureSteps } = dataset;
  const preprocessing = JSON.stringify(featureSteps);
  const graph = await exportModel(
    { features, classNames, featureNames, preprocessing, machine },
    request,
    unwatched,
  );
  const bytes = await writeModel(graph, flags.out, dataset.folder);
  close();
  const { model, labels } = request;
  if (flags.json) return printDocument({ out: flags.out, model, labels: labels.length, bytes });
  say(
    `The model ${model}, trained on ${labels.length} labels, was written to ${flags.out} (${bytes} bytes).`,
  );
}

/** `export-model <dataset> --out FILE.onnx`. */
export function registerExportModel(program: Command): void {
  const command = program
    .command('export-model')
    .summary('train the model and write it as an ONNX file')
    .description(
      'Trains the model on the labels so far and writes it as a standard .onnx file, with classes, features and preprocessing in its metadata.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .requiredOption('--out <path>', 'file to write')
    .addHelpText('after', '\nExample:\n  label-scout export-model digits/ --model cnn --out digits.onnx')
    .action(run);
  takes(command, 'model', 'option', 'seed', 'testShare', 'manyClasses', 'threads', 'json');
}
