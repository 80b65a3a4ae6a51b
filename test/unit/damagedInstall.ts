import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith, program } from './cli/commandLine.ts';

const modules = join(import.meta.dirname, '../../node_modules');

type Damage = (packages: string) => void;

/** ONNX Runtime on a platform for which it brings no native build. */
export const withoutNativeBuild: Damage = (packages) => {
  const name = 'onnxruntime-node';
  for (const part of ['package.json', 'dist'])
    cpSync(join(modules, name, part), join(packages, name, part), { recursive: true });
};

/** A package that is there in name only. */
export const withoutWebAssembly: Damage = (packages) => {
  mkdirSync(join(packages, 'onnxruntime-web'));
  writeFileSync(join(packages, 'onnxruntime-web/package.json'), '{ "name": "onnxruntime-web" }');
};

/** Copies what was built, with its packages beside it, some of them damaged; gives the copy of `dist`. */
export function install(...damages: readonly Damage[]): string {
  const folder = folderWith({});
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const damage of damages) damage(packages);
  for (const name of ['@duckdb', 'sharp', 'onnxruntime-common', 'onnxruntime-node', 'onnxruntime-web'])
    if (!existsSync(join(packages, name))) symlinkSync(join(modules, name), join(packages, name), 'junction');
  const built = dirname(program);
  for (const name of readdirSync(built).filter((file) => file.endsWith('.js') || file === 'kernels'))
    cpSync(join(built, name), join(folder, 'dist', name), { recursive: true });
  return join(folder, 'dist');
}
