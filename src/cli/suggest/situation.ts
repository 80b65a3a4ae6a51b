import { heldOutRows } from '../../engine/heldOut.ts';
import type { Situation } from '../../engine/session/situation.ts';
import type { Settings } from '../../engine/settings.ts';
import type { Workspace } from '../workspace.ts';

/**
 * What a ranking is made from. Batches are the editor's: here every ranking learns from all labels there are, so
 * the batch size is 1 whatever the manifest says.
 */
export const situationOf = ({ dataset, progress }: Workspace, settings: Settings): Situation => ({
  progress,
  settings: { ...settings, batchSize: 1 },
  heldOut: heldOutRows(dataset.ids, settings.seed, settings.testShare),
});
