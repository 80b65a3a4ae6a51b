import { CancelledError, HumanError } from '../../engine/errors.ts';
import { t } from '../localize.ts';

/** Work that nobody called off ended because its dataset was closed under it; without a word it would seem done. */
export const explained = (error: unknown): unknown =>
  error instanceof CancelledError
    ? new HumanError(t('This was stopped, because the dataset was read again meanwhile: start it anew.'))
    : error;
