import { classNamed, type Workspace } from './workspace.ts';

/** Samples that have the class now. */
export const labelsOf = ({ labels }: Workspace, name: string): number =>
  labels.filter(({ label }) => label === name).length;

/**
 * The class of that name, or the one that took over its name; also one that labels have and the dataset does not, as
 * after it was taken out of the manifest.
 * @throws UsageError when there is no such class.
 */
export function labeledClassNamed(workspace: Workspace, name: string): string {
  const successor = workspace.journal.state.successor(name);
  return labelsOf(workspace, successor) > 0 ? successor : classNamed(workspace, name);
}
