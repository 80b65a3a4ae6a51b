import { expect, it } from 'vitest';
import { locateModel } from '../../src/runtime/pretrained/locateModel.ts';
import { openSentenceEncoder } from '../../src/runtime/pretrained/sentenceEncoder.ts';
import expected from './sentences.json' with { type: 'json' };

it('embeds sentences as the runtime does that the weights were published with', async () => {
  const encoder = await openSentenceEncoder(locateModel('sentences-en', '.'), {
    threads: 1,
    notice: (sentence) => expect.fail(sentence),
  });
  const { dimensions } = encoder.facts;
  const ours = await encoder.embed(expected.texts).finally(() => encoder.close());
  for (const [row, packed] of expected.embeddings.entries()) {
    const bytes = Uint8Array.from(Buffer.from(packed, 'base64'));
    const theirs = new Float32Array(bytes.buffer);
    expect(theirs).toHaveLength(dimensions);
    const cosine = theirs.reduce((sum, value, index) => sum + value * ours[row * dimensions + index]!, 0);
    // The weights here are of 8 bits: published ones as 32-bit floats give 1 − 10⁻⁷.
    expect(cosine).toBeGreaterThan(0.999);
  }
});
