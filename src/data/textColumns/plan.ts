import type { ColumnBlock } from '../../engine/matrix.ts';
import { readEncoderFacts, type EncoderFacts } from '../../runtime/pretrained/encoderFacts.ts';
import { isShipped, locateModel, shippedModel } from '../../runtime/pretrained/locateModel.ts';
import { hashedTextDimensions } from '../features/hashedText.ts';
import { semanticDimensions } from '../features/latentSemantics.ts';
import { isEnglish } from './language.ts';

/** A pretrained model that reads a text. */
export interface TextEncoder {
  /** As in the manifest. */
  readonly name: string;
  readonly folder: string;
  readonly facts: EncoderFacts;
}

/** How one text of a sample becomes columns: first those of the product's own, then those of a pretrained model. */
export interface TextPlan {
  /** `semantics`: latent semantic analysis; `hashed`: what a model of the user's own reads; null for neither. */
  readonly own: 'semantics' | 'hashed' | null;
  readonly encoder: TextEncoder | null;
}

/** What the manifest says of the features of texts. */
export interface TextFeatures {
  readonly onnx?: string | undefined;
  /** A model's id, a folder, or `none`. */
  readonly pretrained?: string | undefined;
  readonly and?: 'own' | undefined;
}

/** Texts that tell the language of all. */
export const sampledTexts = 200;

/** Above so many texts a pretrained model is used only when the manifest asks for it: it takes seconds per thousand. */
export const maxUnasked = 50_000;

/**
 * Chooses how texts are read: as the manifest says, else by the product's own features, with the shipped model beside
 * them where the texts are English.
 * @param sample some of the texts.
 * @param folder the dataset's.
 * @throws HumanError for a model that is not there.
 */
export async function planTexts(
  features: TextFeatures | undefined,
  sample: readonly string[],
  count: number,
  folder: string,
): Promise<TextPlan> {
  if (features?.onnx !== undefined) return { own: 'hashed', encoder: null };
  const { pretrained, and } = features ?? {};
  if (pretrained === 'none') return { own: 'semantics', encoder: null };
  if (pretrained !== undefined) {
    return { own: and === 'own' ? 'semantics' : null, encoder: await findEncoder(pretrained, folder) };
  }
  const encoder = suggestsEncoder(sample, count) ? await findEncoder(shippedModel, folder) : null;
  return { own: 'semantics', encoder };
}

/** Whether the shipped model is used without being asked for. */
const suggestsEncoder = (sample: readonly string[], count: number): boolean =>
  count <= maxUnasked && isShipped(shippedModel) && isEnglish(sample);

/** What `init` writes about texts: the shipped model beside the own features, or nothing. */
export const suggestTextFeatures = (sample: readonly string[], count: number): TextFeatures =>
  suggestsEncoder(sample, count) ? { pretrained: shippedModel, and: 'own' } : {};

async function findEncoder(name: string, folder: string): Promise<TextEncoder> {
  const place = locateModel(name, folder);
  return { name, folder: place, facts: await readEncoderFacts(place) };
}

const ownDimensions = { semantics: semanticDimensions, hashed: hashedTextDimensions } as const;

/** Columns of the product's own. */
export const ownColumns = ({ own }: TextPlan): number => (own === null ? 0 : ownDimensions[own]);

/** Names of the columns of a text, in order. */
export function namesOfText(plan: TextPlan, text: string): string[] {
  const own = Array.from({ length: ownColumns(plan) }, (_, index) => `${text} ~${index}`);
  const { name, facts } = plan.encoder ?? {};
  const embedded = Array.from(
    { length: facts?.dimensions ?? 0 },
    (_, index) => `${text} ${name} ${index + 1}`,
  );
  return [...own, ...embedded];
}

/** The own columns and the embedding are one measurement each. */
export function blocksOfText(plan: TextPlan, start: number): readonly ColumnBlock[] {
  const own = ownColumns(plan);
  const embedded = plan.encoder?.facts.dimensions ?? 0;
  return [
    { start, columns: own },
    { start: start + own, columns: embedded },
  ].filter(({ columns }) => columns > 0);
}
