import * as vscode from 'vscode';
import type { SettingsLayer } from '../engine/settings.ts';
import { automatic, product, settingDefaults, type SettingName, type SettingTypes } from './contributions.ts';
import type { Disposable } from './lifecycle.ts';

/** A setting as it is now, for one folder. */
export const readSetting = <K extends SettingName>(name: K, scope?: vscode.Uri): SettingTypes[K] =>
  vscode.workspace.getConfiguration(product, scope ?? null).get<SettingTypes[K]>(name, settingDefaults[name]);

/** One setting as a live value: whoever needs it receives this, and is told when it changes. */
export class ConfigurationValue<K extends SettingName> implements Disposable {
  readonly #changed = new vscode.EventEmitter<SettingTypes[K]>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly name: K,
    private readonly scope?: vscode.Uri,
  ) {
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${product}.${name}`, scope)) this.#changed.fire(this.value);
    });
  }

  get value(): SettingTypes[K] {
    return readSetting(this.name, this.scope);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** Names of the settings that a manifest may override. */
export const datasetSettings = [
  'strategy',
  'model',
  'metric',
  'batchSize',
  'testShare',
  'seed',
] as const satisfies readonly SettingName[];

/** The editor's layer of a dataset's settings; `auto` leaves the choice to the dataset's features. */
export function settingsLayer(scope: vscode.Uri): SettingsLayer {
  const values = datasetSettings.map((name) => [name, readSetting(name, scope)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== automatic));
}
