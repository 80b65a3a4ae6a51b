// npm run pictures: packs the extension and takes the picture of the README anew, after a change that is seen on it.
// `--keep-package` takes it of the package that is there.
import { vitestOnPackage } from './lib/vitestOnPackage.mjs';
import './lib/plainFailure.mjs';

await vitestOnPackage('pictures');
