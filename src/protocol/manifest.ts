import * as v from 'valibot';
import { patternBounds } from './filePatterns/problem.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** An optional field with the sentence the editor shows while the manifest is written. */
const field = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.optional(v.pipe(schema, v.description(description)));

const required = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const optionValues = v.record(v.string(), v.union([v.number(), v.boolean(), v.string()]));
const columns = v.union([v.literal('auto'), v.array(text)]);

const shared = {
  files: required(
    v.pipe(
      v.array(v.pipe(text, v.maxLength(patternBounds.length))),
      v.minLength(1),
      v.maxLength(patternBounds.count),
    ),
    'Files relative to this folder; *, **, ?, [a-z] and {a,b} are wildcards.',
  ),
  labels: field(
    v.picklist(['oracle', 'existing']),
    '"oracle": known labels are read only to simulate and to list the classes. "existing": they count as labels.',
  ),
};

const onnx = field(text, 'An embedding model of your own, an .onnx file whose output becomes the features.');

const output = field(text, 'The output of that model to use; by default its first.');

const pretrained = field(
  text,
  'A pretrained model that reads texts: "sentences-en", a folder such as "./models/mine", or "none".',
);

const and = field(v.literal('own'), 'Use the features made without that model beside those it makes.');

const fileFields = {
  ...shared,
  labelFromFolder: field(v.boolean(), "The name of a file's folder is its known label."),
  truth: field(
    text,
    'A table of the known labels with the columns id,label, or file_name,label as in metadata.csv; wildcards name several.',
  ),
  features: field(v.strictObject({ onnx, output, pretrained, and }), 'How files become numbers.'),
};

const sourceSchema = v.variant('kind', [
  v.strictObject({
    kind: required(v.literal('table'), 'Rows of CSV, TSV, JSON Lines or Parquet files.'),
    ...shared,
    header: field(
      v.boolean(),
      'Whether the first line of CSV and TSV files names the columns; if not, they are called column 1, column 2, …',
    ),
    id: field(text, 'The column that identifies a row; without one, ids are hashes of the content.'),
    show: field(v.array(text), 'Columns shown while labeling; it excludes nothing from the features.'),
    features: field(
      v.strictObject({
        numeric: field(columns, 'Columns used as numbers; "auto" takes numbers, booleans and dates.'),
        categorical: field(
          columns,
          'Columns used as categories; "auto" takes texts with few different values.',
        ),
        text: field(v.array(text), 'Columns whose words are used; none by default.'),
        onnx,
        output,
        pretrained,
        and,
      }),
      'Which columns the model learns from.',
    ),
    label: field(text, 'The column with known class names; it is never a feature and never shown.'),
  }),
  v.strictObject({ kind: required(v.literal('images'), 'Image files.'), ...fileFields }),
  v.strictObject({
    kind: required(v.literal('text'), 'Text files of any kind, source code included.'),
    ...fileFields,
  }),
]);

const classSchema = v.strictObject({
  name: required(text, 'The class as it is written into the journal and exports.'),
  key: field(
    v.pipe(v.string(), v.length(1)),
    'The key that gives this label; by default its position, 1 to 9.',
  ),
  guideline: field(v.string(), 'When to give this label; shown beside the buttons.'),
});

/** `label-scout.json`, the file that makes a folder a dataset. */
export const manifestSchema = v.strictObject({
  $schema: v.optional(v.string()),
  version: required(v.literal(1), 'The version of this file format.'),
  name: field(text, 'The name shown for the dataset.'),
  source: required(sourceSchema, 'Where the samples come from.'),
  classes: field(
    v.array(classSchema),
    'The classes, in the order of their buttons; without them, the known labels.',
  ),
  model: field(text, 'The model that learns from the labels, such as "forest".'),
  strategy: field(text, 'The strategy that chooses the next sample, such as "margin".'),
  metric: field(text, 'What the learning curve measures, such as "accuracy".'),
  batchSize: field(v.pipe(v.number(), v.integer(), v.minValue(1)), 'Samples chosen at once.'),
  testShare: field(
    v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)),
    'Share of the samples kept apart for an honest learning curve; never trained on.',
  ),
  seed: field(v.pipe(v.number(), v.integer()), 'All random choices follow from it.'),
  modelOptions: field(optionValues, "Options of the model, by the model's names."),
  strategyOptions: field(optionValues, "Options of the strategy, by the strategy's names."),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type Source = Manifest['source'];

/** Whether models of pictures can learn from the dataset; not from what an embedding model makes of them. */
export const holdsPictures = ({ source }: Pick<Manifest, 'source'>): boolean =>
  source.kind === 'images' && source.features?.onnx === undefined;

export const manifestName = 'label-scout.json';
