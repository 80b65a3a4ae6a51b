export type { Translate } from '../engine/translate.ts';
