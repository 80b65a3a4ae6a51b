// npm run test:e2e: packs the extension and runs test/e2e against it. `--keep-package` takes the package that is there.
import { vitestOnPackage } from './lib/vitestOnPackage.mjs';
import './lib/plainFailure.mjs';

await vitestOnPackage('e2e');
