import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { findAnnotator } from '../engine/annotator.ts';

const run = promisify(execFile);

/**
 * Who writes a journal entry in a folder, `--by` first. Git does not start inside of the folder: Windows would take a
 * `git.exe` that lies there for git.
 */
export const annotatorIn = (folder: string, by: string | undefined): Promise<string> =>
  findAnnotator(by, {
    git: async () => (await run('git', ['-C', folder, 'config', 'user.name'], { timeout: 5000 })).stdout,
    account: () => userInfo().username,
    environment: process.env,
  });
