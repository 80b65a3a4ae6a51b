/** The thread that fits and ranks; see threadContracts.ts. */
import { checkCancelled } from '../engine/cancel.ts';
import { HumanError } from '../engine/errors.ts';
import { exportModel, type ExportParts } from '../engine/learner/exportModel.ts';
import { createLocalLearner } from '../engine/learner/localLearner.ts';
import { predictRows } from '../engine/learner/predictRows.ts';
import { type FeatureView, viewOf } from '../engine/featureView.ts';
import type { RoundRequest } from '../engine/learner/types.ts';
import type { EpochReport, Machine } from '../engine/types.ts';
import { serve } from '../protocol/channel.ts';
import { createMachine } from '../runtime/machine.ts';
import { ownRegressorOf } from '../runtime/ownRegressor.ts';
import { writeModel } from '../runtime/onnx/writeModel.ts';
import { openMatrix } from '../runtime/sharedMatrix.ts';
import { signalOf } from './sharedFlag.ts';
import { roundContract } from './threadContracts.ts';
import { threadPort } from './threadPort.ts';

type AdoptedParts = ExportParts & { readonly folder: string };

const parts = new Map<FeatureView, AdoptedParts>();
let machine: Machine | undefined;
let lastRound: Promise<unknown> = Promise.resolve();

/** One after the other: a round uses every core by itself, and two at a time would only share them. */
function inOrder<T>(run: () => Promise<T>): Promise<T> {
  const round = lastRound.then(run);
  lastRound = round.catch(() => undefined);
  return round;
}

/** What the model of a round learns from. */
function partsFor({ model }: Pick<RoundRequest, 'model'>): AdoptedParts {
  const adopted = parts.get(viewOf(model));
  if (adopted === undefined)
    throw new HumanError('The dataset is still being opened: wait for it, then try again.');
  return adopted;
}

const report = (epoch: EpochReport): void => service.emit('epoch', epoch);
const notice = (sentence: string): void => service.emit('notice', { sentence });

const service = serve(
  roundContract,
  {
    adopt({ view, features, threads, folder, ...names }) {
      machine ??= createMachine({ threads, notice });
      parts.set(view, {
        ...names,
        folder,
        features: openMatrix(features),
        machine,
        ownRegressor: ownRegressorOf(folder),
      });
      return null;
    },
    round: ({ request, cancelFlag }) =>
      inOrder(async () => {
        const signal = signalOf(cancelFlag);
        // Most superseded rounds are taken back before their turn comes.
        checkCancelled(signal);
        return await createLocalLearner(partsFor(request)).round(request, signal, report);
      }),
    exportModel: ({ request, path, cancelFlag }) =>
      inOrder(async () => {
        const adopted = partsFor(request);
        const graph = await exportModel(adopted, request, { signal: signalOf(cancelFlag), report });
        return { bytes: await writeModel(graph, path, adopted.folder) };
      }),
    predict: ({ request, cancelFlag }) =>
      inOrder(() => predictRows(partsFor(request), request, { signal: signalOf(cancelFlag), report })),
  },
  threadPort(),
  (problem) => console.error(problem),
);
