import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectSentences } from '../../scripts/lib/sentences.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { metrics } from '../../src/engine/metrics/index.ts';
import { modelFacts } from '../../src/engine/modelFacts.ts';
import { defaultSettings } from '../../src/engine/defaultSettings.ts';
import { strategies } from '../../src/engine/strategies/index.ts';
import {
  commandId,
  commandNames,
  contextKey,
  contextNames,
  panelTypes,
  settingDefaults,
  treeContexts,
  viewIds,
} from '../../src/host/contributions.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}
interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly title: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly viewsContainers: { readonly activitybar: readonly { readonly title: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly svg: string };
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly jsonValidation: readonly { readonly url: string }[];
  };
}

const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const messages = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const settings = contributes.configuration.properties;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const clauses = [
  ...Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when ?? '')),
  ...contributes.viewsWelcome.map(({ when }) => when),
];

describe('commands', () => {
  const ids = commandNames.map(commandId);

  it('are the same in manifest and code', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...ids].sort());
  });

  it('are all of one category, the name of the product in every language, with titles in Title Case', () => {
    const small = new Set(['as', 'of', 'on', 'to', 'the', 'a']);
    for (const { category, title } of contributes.commands) {
      expect(category).toBe('Label Scout');
      const words = messages[title.slice(1, -1)]!.split(' ').filter((word) => !small.has(word));
      expect(words.filter((word) => !/^[A-Z0-9]/.test(word))).toEqual([]);
    }
  });

  it('stand in the palette under a condition, but for the log', () => {
    const conditional = contributes.menus['commandPalette']!.filter(({ when }) => when !== undefined);
    const missing = ids.filter((id) => !conditional.some(({ command }) => command === id));
    expect(missing).toEqual([commandId('showTrainerLog')]);
  });

  it('are the only ones that menus, welcome texts and the walkthrough name', () => {
    const texts = Object.values(messages).join(' ') + JSON.stringify(steps);
    const linked = [...texts.matchAll(/(?:command:|onCommand:)(labelScout\.\w+)/g)];
    const named = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
      ...linked.map((match) => match[1]!),
    ];
    expect([...new Set(named)].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

it('what the buttons of a row do stands in its menu too, which the keyboard opens', () => {
  const items = contributes.menus['view/item/context']!;
  const entries = (inline: boolean) =>
    items
      .filter(({ group }) => group?.startsWith('inline') === inline)
      .map(({ command, when }) => `${command}: ${when}`);
  expect(entries(true).length).toBeGreaterThan(0);
  expect(entries(true).filter((entry) => !entries(false).includes(entry))).toEqual([]);
});

it('its views stand in a container of the name of the product', () => {
  expect(contributes.viewsContainers.activitybar.map(({ title }) => title)).toEqual(['Label Scout']);
});

describe('settings', () => {
  it('are the same in manifest and code, with the same defaults', () => {
    const defaults = Object.entries(settings).map(([id, setting]) => [
      id.replace('labelScout.', ''),
      setting.default,
    ]);
    expect(Object.fromEntries(defaults)).toEqual(settingDefaults);
    expect(settingDefaults).toMatchObject({
      strategy: 'auto',
      model: 'auto',
      metric: defaultSettings.metric,
      batchSize: defaultSettings.batchSize,
      testShare: defaultSettings.testShare,
      seed: defaultSettings.seed,
    });
  });

  it.each([
    ['strategy', strategies],
    ['model', modelFacts],
    ['metric', metrics],
  ])('offer every %s of its registry, each described', (name, registry) => {
    const setting = settings[`labelScout.${name}`]!;
    const automatic = name === 'metric' ? [] : ['auto'];
    expect(setting.enum).toEqual([...automatic, ...registry.map(({ id }) => id)]);
    expect(setting.enumDescriptions).toHaveLength(setting.enum!.length);
  });

  it('have the scopes of the design', () => {
    const scopes = Object.entries(settings).map(([id, { scope }]) => [id.replace('labelScout.', ''), scope]);
    const machine = {
      'trainer.memoryLimitMb': 'machine-overridable',
      'trainer.threads': 'machine-overridable',
    };
    const resource = Object.keys(settingDefaults).map((name) => [name, 'resource']);
    expect(Object.fromEntries(scopes)).toEqual({
      ...Object.fromEntries(resource),
      ...machine,
      annotator: 'application',
    });
  });

  it('that are restricted exist', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations.filter((id) => settings[id] === undefined)).toEqual([]);
  });
});

describe('conditions', () => {
  it('use context keys that the code sets', () => {
    const used = clauses.flatMap((clause) => [...clause.matchAll(/labelScout\.\w+/g)].map(([key]) => key));
    const known = [...contextNames.map(contextKey), viewIds.status];
    expect([...new Set(used)].filter((key) => !known.includes(key))).toEqual([]);
  });

  it('use kinds of tree items that the code makes', () => {
    const used = clauses.flatMap((clause) =>
      [...clause.matchAll(/viewItem == (\w+)/g)].map((match) => match[1]),
    );
    expect(used.filter((context) => !treeContexts.some((known) => known === context))).toEqual([]);
  });

  it('activate the extension for its panels and its datasets, never for everything', () => {
    const panels = Object.values(panelTypes).map((type) => `onWebviewPanel:${type}`);
    expect(manifest.activationEvents).toEqual(['workspaceContains:**/label-scout.json', ...panels]);
  });
});

describe('texts and files', () => {
  it('has a text for every key and a use for every text', () => {
    const keys = [...text.matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]!);
    expect([...new Set(keys)].sort()).toEqual(Object.keys(messages).sort());
  });

  it('lists every sentence of the code for translators (scripts/l10n.mjs writes the list)', () => {
    expect(Object.keys(JSON.parse(read('l10n/bundle.l10n.json')) as object)).toEqual(collectSentences());
  });

  it('names files that exist', () => {
    const files = [
      manifest.icon,
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
      ...steps.map(({ media }) => media.svg),
      ...contributes.jsonValidation.map(({ url }) => url),
    ];
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('is typed against the oldest editor it runs in', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
  });
});
