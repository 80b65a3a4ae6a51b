// npm run pictures: packs the extension and takes the picture of the README anew, after a change that is seen on it.
// `--keep-package` takes it of the package that is there.
import { vitestOnPackage } from './lib/vitestOnPackage.mjs';

await vitestOnPackage('pictures');
