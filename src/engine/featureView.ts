import { modelFacts } from './modelFacts.ts';

/** Which numbers of a dataset a model learns from: what was computed of its samples or, of images, their pixels. */
export const featureViews = ['features', 'pixels'] as const;
export type FeatureView = (typeof featureViews)[number];

/** Networks of pictures find features of their own in the pixels. Tables and texts look the same in both views. */
export const viewOf = (model: string): FeatureView =>
  modelFacts.some(({ id, needsPictures }) => id === model && needsPictures === true) ? 'pixels' : 'features';
