// The Universal Sentence Encoder (lite) as a graph of ONNX operators: token numbers in, sentence embeddings out.
// Two transformer layers (Vaswani et al. 2017), 256 and then 512 wide with 4 heads, a mean over the tokens and a dense
// layer with tanh (Cer et al. 2018). The published graph adds the word vector twice; so does this one.
const heads = 4;
const width = 256;
const widest = 512;
const maskedScore = -1e9;
const epsilon = 1e-6;
/** Number of 32-bit floats among ONNX's element types. */
const float32 = 1;

/** Tokens of one text; the positions are known up to here. */
export const maxTokens = 128;
export const dimensions = 512;

/**
 * @param {typeof import('../../src/engine/graph/builder.ts').GraphBuilder} GraphBuilder
 * @param weights as `readWeights` gives them.
 */
export function sentenceEncoder(GraphBuilder, weights) {
  const builder = new GraphBuilder();
  const find = (pattern) => {
    const names = [...weights.keys()].filter((name) => pattern.test(name));
    if (names.length !== 1) throw new Error(`${pattern} is the name of ${names.length} weights, not of one`);
    return weights.get(names[0]);
  };
  const context = { builder, find };
  const mask = builder.add('Cast', ['attention_mask'], { to: float32 });
  const bias = maskBias(builder, mask);
  let hidden = embedTokens(context);
  hidden = transformer(context, hidden, bias, { layer: 0, size: width, project: true });
  hidden = transformer(context, hidden, bias, { layer: 1, size: widest, project: false });
  const pooled = meanOverTokens(builder, hidden, mask);
  const dense = linear(context, pooled, /tanh_layer_0\/weights/, /tanh_layer_0\/bias/);
  const embedding = builder.add('LpNormalization', [builder.add('Tanh', [dense])], { axis: -1, p: 2 });
  builder.name(embedding, 'sentence_embedding');
  const tokens = (name) => ({ name, type: 'int64', dims: ['N', 'L'] });
  return builder.finish(
    [tokens('input_ids'), tokens('attention_mask')],
    [{ name: 'sentence_embedding', type: 'float32', dims: ['N', dimensions] }],
  );
}

/** Word vectors, twice, and sinusoidal positions. */
function embedTokens({ builder, find }) {
  const words = builder.add('Gather', [
    quantized(builder, find(/^module\/Embeddings_en$/), 'rows'),
    'input_ids',
  ]);
  const length = builder.add('Gather', [builder.add('Shape', ['input_ids']), builder.integers(1)], {
    axis: 0,
  });
  const table = builder.constant([maxTokens, width], positions(find(/TimingSignal\/ExpandDims_1/).values));
  const timing = builder.add('Slice', [table, builder.integers(0), length, builder.integers(0)]);
  return builder.add('Add', [words, builder.add('Add', [words, timing])]);
}

function positions(frequencies) {
  const half = width / 2;
  const table = new Float32Array(maxTokens * width);
  for (let position = 0; position < maxTokens; position++) {
    for (let index = 0; index < half; index++) {
      table[position * width + index] = Math.sin(position * frequencies[index]);
      table[position * width + half + index] = Math.cos(position * frequencies[index]);
    }
  }
  return table;
}

/** Keeps attention away from padding. */
function maskBias(builder, mask) {
  const absent = builder.add('Sub', [
    builder.number(1),
    builder.add('Unsqueeze', [mask, builder.integers(1, 2)]),
  ]);
  return builder.add('Mul', [absent, builder.number(maskedScore)]);
}

/** One layer with the norm before each part; the first one projects its input to the width of the second. */
function transformer(context, input, bias, { layer, size, project }) {
  const { builder } = context;
  const name = (end) => new RegExp(`Layer_${layer}/TransformerLayer/${end}`);
  const normed = layerNorm(context, input, name('layer_prepostprocess'));
  const attended = attention(context, normed, bias, { name, size });
  const residual = project ? linear(context, input, name('dense/kernel'), name('dense/bias')) : input;
  const middle = builder.add('Add', [attended, residual]);
  const inner = layerNorm(context, middle, name('FFN/layer_prepostprocess'));
  const wide = builder.add('Relu', [
    linear(context, inner, name('FFN/conv1/Tensordot/Reshape_1'), name('FFN/conv1/bias')),
  ]);
  const narrow = linear(context, wide, name('FFN/conv2/Tensordot/Reshape_1'), name('FFN/conv2/bias'));
  return builder.add('Add', [narrow, middle]);
}

function attention(context, input, bias, { name, size }) {
  const { builder } = context;
  const part = (end) => name(`MultiheadAttention/${end}`);
  const joint = linear(
    context,
    input,
    part('qkv_transform_single/kernel'),
    part('qkv_transform_single/bias'),
  );
  const split = (index, ...order) => {
    const [from, to] = [index * size, (index + 1) * size];
    const slice = builder.add('Slice', [
      joint,
      builder.integers(from),
      builder.integers(to),
      builder.integers(2),
    ]);
    return builder.transpose(builder.reshape(slice, 0, 0, heads, size / heads), ...order);
  };
  const query = builder.add('Mul', [split(0, 0, 2, 1, 3), builder.number(1 / Math.sqrt(size / heads))]);
  const scores = builder.add('Add', [builder.add('MatMul', [query, split(1, 0, 2, 3, 1)]), bias]);
  const shares = builder.add('Softmax', [scores], { axis: -1 });
  const mixed = builder.transpose(builder.add('MatMul', [shares, split(2, 0, 2, 1, 3)]), 0, 2, 1, 3);
  const kernel = part('output_transform_single/kernel');
  return linear(context, builder.reshape(mixed, 0, 0, size), kernel, part('output_transform_single/bias'));
}

function layerNorm({ builder, find }, input, prefix) {
  const vector = (end) => {
    const { dims, values } = find(new RegExp(`${prefix.source}/layer_norm/layer_norm_${end}`));
    return builder.constant(dims, values);
  };
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  return builder.add('LayerNormalization', [input, vector('scale'), vector('bias')], attributes);
}

function linear({ builder, find }, input, kernel, bias) {
  const product = builder.add('MatMul', [input, quantized(builder, find(kernel), 'columns')]);
  const { dims, values } = find(bias);
  return builder.add('Add', [product, builder.constant(dims, values)]);
}

function meanOverTokens(builder, hidden, mask) {
  const masked = builder.add('Mul', [hidden, builder.add('Unsqueeze', [mask, builder.integers(2)])]);
  const count = builder.add('ReduceSum', [mask, builder.integers(1)], { keepdims: 1 });
  return builder.add('Div', [builder.sum(masked, 1), count]);
}

/** A matrix as 8-bit numbers with one scale a row or column; the runtime turns them into floats once, when it opens the file. */
function quantized(builder, { dims, values }, by) {
  const columns = dims.at(-1);
  const rows = values.length / columns;
  const scaleOf = (index) => (by === 'rows' ? Math.floor(index / columns) : index % columns);
  const scales = new Float32Array(by === 'rows' ? rows : columns);
  for (const [index, value] of values.entries()) {
    scales[scaleOf(index)] = Math.max(scales[scaleOf(index)], Math.abs(value) / 127);
  }
  const steps = Int8Array.from(values, (value, index) => Math.round(value / (scales[scaleOf(index)] || 1)));
  const floats = builder.add('Cast', [builder.constant([rows, columns], steps)], { to: float32 });
  return builder.add('Mul', [floats, builder.constant(by === 'rows' ? [rows, 1] : [1, columns], scales)]);
}
