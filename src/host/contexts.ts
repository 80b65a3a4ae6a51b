import { setContext } from './contextKeys.ts';
import type { Datasets } from './datasets.ts';
import type { Disposable } from './lifecycle.ts';

/** Keeps the context keys of the active dataset in step with it. */
export function followActiveDataset(datasets: Datasets): Disposable {
  return datasets.onDidChange(() => {
    const snapshot = datasets.active?.opened?.session.snapshot;
    setContext('canUndo', snapshot?.canUndo === true);
    setContext('canRedo', snapshot?.canRedo === true);
  });
}
