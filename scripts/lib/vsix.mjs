import { join } from 'node:path';
import { root } from './root.mjs';

/** The marketplace's name for the platform at hand. */
export const vsixTarget = `${process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`;

/** Where `npm run package` puts the packed extension. */
export const vsixPath = join(root, `label-scout-${vsixTarget}.vsix`);
