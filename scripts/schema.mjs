// Writes media/label-scout.schema.json, which the editor uses to complete and check label-scout.json, from the
// schema the program itself checks with. Run it after changing src/protocol/manifest.ts.
// usage: node scripts/schema.mjs [--check]      --check  only says whether the file is up to date
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { build } from 'esbuild';
import { format } from 'prettier';
import { root } from './lib/root.mjs';
import './lib/plainFailure.mjs';

const target = join(root, 'media/label-scout.schema.json');

const { outputFiles } = await build({
  entryPoints: [join(root, 'src/protocol/manifest.ts')],
  bundle: true,
  format: 'esm',
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { manifestSchema } = await import(`data:text/javascript;base64,${source}`);

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...toJsonSchema(manifestSchema),
  title: 'Label Scout dataset',
  description: 'Makes this folder a dataset for Label Scout.',
};
const wanted = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 });

if (!process.argv.includes('--check')) writeFileSync(target, wanted);
else if (readFileSync(target, 'utf8') !== wanted) {
  console.error(
    'media/label-scout.schema.json is out of date; run `node scripts/schema.mjs` and commit the result.',
  );
  process.exitCode = 1;
}
