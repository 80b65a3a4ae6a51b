import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SilenceWatch } from '../../../src/host/silenceWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const onSilence = vi.fn();
  return { onSilence, watch: new SilenceWatch(20, onSilence) };
}

it('notices silence once, after its limit', () => {
  const { onSilence, watch: silence } = watch();
  silence.expect(true);
  vi.advanceTimersByTime(19_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(onSilence).toHaveBeenCalledOnce();
});

it('begins anew with every word', () => {
  const { onSilence, watch: silence } = watch();
  silence.expect(true);
  for (let word = 0; word < 5; word++) {
    vi.advanceTimersByTime(19_000);
    silence.heard();
  }
  expect(onSilence).not.toHaveBeenCalled();
});

it('does not listen where no word is expected, and begins anew when one is', () => {
  const { onSilence, watch: silence } = watch();
  silence.expect(true);
  vi.advanceTimersByTime(19_000);
  silence.expect(false);
  vi.advanceTimersByTime(60_000);
  silence.expect(true);
  silence.expect(true);
  vi.advanceTimersByTime(19_000);
  expect(onSilence).not.toHaveBeenCalled();
});

it('does not take the sleep of the machine for silence', () => {
  const { onSilence, watch: silence } = watch();
  silence.expect(true);
  vi.advanceTimersByTime(2000);
  vi.setSystemTime(Date.now() + 8 * 3600_000);
  vi.advanceTimersByTime(2000);
  expect(onSilence).not.toHaveBeenCalled();
});
