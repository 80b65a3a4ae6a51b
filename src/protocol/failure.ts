import * as v from 'valibot';

/**
 * What can go wrong with a call, as data:
 * - `human`, `usage`: a `HumanError` or `UsageError` of the other side; the message is a sentence for a person
 * - `cancelled`: by the caller's signal or by newer work
 * - `shape`: a message of the wrong shape, named by its path
 * - `unknown`: no such call
 * - `timeout`: no answer within the call's time limit
 * - `closed`: the other side is gone
 * - `failed`: anything unforeseen; its stack is in the log of the side it happened on
 */
export const failureSchema = v.object({
  code: v.picklist(['human', 'usage', 'cancelled', 'shape', 'unknown', 'timeout', 'closed', 'failed']),
  message: v.string(),
});
export type Failure = v.InferOutput<typeof failureSchema>;

/** A call that did not succeed, as its caller sees it. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  constructor(
    readonly code: Failure['code'],
    message: string,
  ) {
    super(message);
  }
}

const cancelledNames: readonly string[] = ['CancelledError', 'AbortError'];

/** The data of an error that is about to cross. Errors for persons are known by their `exitCode`, not by class. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ChannelError) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { code: 'failed', message: String(error) };
  if (cancelledNames.includes(error.name)) return { code: 'cancelled', message: error.message };
  if ('exitCode' in error) return { code: error.exitCode === 2 ? 'usage' : 'human', message: error.message };
  return { code: 'failed', message: error.message };
}

/** Checks a value that crossed. @throws ChannelError `shape`, naming the path that is wrong. */
export function checkShape<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  where: string,
): v.InferOutput<S> {
  const checked = v.safeParse(schema, value, { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const path = v.getDotPath(issue);
  throw new ChannelError('shape', `${path === null ? where : `${where}.${path}`}: ${issue.message}.`);
}
