import { surviveClosedPipes } from './output.ts';
import { run } from './run.ts';

surviveClosedPipes();
// Native parts may hold the event loop open after the answer is out, so the process ends by itself.
void run(process.argv).then((exitCode) => process.exit(exitCode));
