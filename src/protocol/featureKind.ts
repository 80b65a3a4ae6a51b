import type { Manifest } from './manifest.ts';

/** What the features of a dataset are made of, as far as its manifest says. */
export function featureKindOf({
  source,
}: Pick<Manifest, 'source'>): 'columns' | 'texts' | 'pictures' | 'embeddings' {
  if (source.features?.onnx !== undefined) return 'embeddings';
  if (source.kind === 'text') return 'texts';
  if (source.kind === 'images') return 'pictures';
  return (source.features?.text ?? []).length > 0 ? 'texts' : 'columns';
}
