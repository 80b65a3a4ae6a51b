import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../engine/errors.ts';
import { locateBuilt } from '../kernels.ts';

/** The model that comes with the product: English sentences. */
export const shippedModel = 'sentences-en';

/** Whether the model is part of this installation. */
export const isShipped = (id: string): boolean => id === shippedModel && shippedFolder() !== undefined;

const shippedFolder = (): string | undefined => locateBuilt(join('models', shippedModel));

/**
 * The folder of a pretrained model: the one that comes with the product, or a folder of the user's.
 * @param name as in `source.features.pretrained`: an id, or a path that begins with `./`, relative to `folder`.
 * @throws HumanError where there is no such model.
 */
export function locateModel(name: string, folder: string): string {
  if (name.startsWith('./')) return existing(join(folder, name), name);
  const shipped = name === shippedModel ? shippedFolder() : undefined;
  if (shipped !== undefined) return shipped;
  throw new HumanError(
    name === shippedModel
      ? `The pretrained model ${name} is missing from this installation; install Label Scout again.`
      : `source.features.pretrained: there is no model "${name}"; use "${shippedModel}", a folder such as "./models/mine", or "none".`,
  );
}

function existing(path: string, name: string): string {
  if (existsSync(join(path, 'encoder.json'))) return path;
  throw new HumanError(
    `source.features.pretrained: ${name} is not a folder with encoder.json, tokenizer.json and model.onnx.`,
  );
}
