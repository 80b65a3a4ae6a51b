import type { Model, Views } from './types.ts';

/** The `view` of a model that has these views, and no others. */
export const viewsOf =
  (views: Partial<Views>): Model['view'] =>
  (name) =>
    views[name];
