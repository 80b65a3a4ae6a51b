// Writes l10n/bundle.l10n.json, the list translators start from. Run it after changing a sentence.
// usage: node scripts/l10n.mjs
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { collectSentences } from './lib/sentences.mjs';
import './lib/plainFailure.mjs';

const bundle = Object.fromEntries(collectSentences().map((sentence) => [sentence, sentence]));
writeFileSync(join(root, 'l10n/bundle.l10n.json'), `${JSON.stringify(bundle, null, 2)}\n`);
console.log(`${Object.keys(bundle).length} sentences`);
