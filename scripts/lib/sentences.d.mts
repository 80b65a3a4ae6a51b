/** Every sentence to be translated, once, in code-unit order. */
export function collectSentences(): string[];
