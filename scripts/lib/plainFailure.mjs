// Imported by every script that is run by name, for what it does: a script that fails says why in a sentence.

/** Mistakes in the scripts themselves, unlike what they or Node refuse on purpose. */
const isMistake = (error) =>
  !(error instanceof Error) || (error.name !== 'Error' && error.code === undefined);

process.on('uncaughtException', (error) => {
  console.error(isMistake(error) ? error : error.message);
  process.exit(1);
});
