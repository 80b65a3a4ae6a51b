import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { findAnnotator } from '../engine/annotator.ts';

const run = promisify(execFile);

/**
 * Who writes a journal entry in a folder, the setting `annotator` first.
 * @param isTrusted whether git may be started on the folder. It never starts inside of it: Windows would take a `git.exe`
 *   that lies there for git.
 */
export const annotatorIn = (folder: string, setting: string, isTrusted: boolean): Promise<string> =>
  findAnnotator(setting, {
    git: async () =>
      isTrusted ? (await run('git', ['-C', folder, 'config', 'user.name'], { timeout: 5000 })).stdout : '',
    account: () => userInfo().username,
    environment: process.env,
  });
