/** Where sentences for the person go when nobody else takes them; the editor shows them in its log. */
export const sayOnStderr = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
