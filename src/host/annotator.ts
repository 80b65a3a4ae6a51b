import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { findAnnotator } from '../engine/annotator.ts';

const run = promisify(execFile);

/** Who writes a journal entry in a folder, the setting `annotator` first. */
export const annotatorIn = (folder: string, setting: string): Promise<string> =>
  findAnnotator(setting, {
    git: async () => (await run('git', ['config', 'user.name'], { cwd: folder, timeout: 5000 })).stdout,
    account: () => userInfo().username,
    environment: process.env,
  });
