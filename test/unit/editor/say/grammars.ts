/** Copies of the patterns VS Code reads texts with, as of 1.139: what must find nothing in a text that holds data. */
export const grammars = {
  /** `linkedText.ts`: links in notifications, prompts, validation messages and tree messages. */
  link: /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi,
  /** `iconLabels.ts` and `renderLabelWithIcons`: icons in lists, the status bar and rows of trees. */
  icon: /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g,
  /** `iconLabels.ts`, `parseLabelWithIcons`: icons left out of what is searched. */
  searchedIcon: /\$\([A-Za-z0-9~-]+\)/g,
  /** Links of Markdown of any scheme, should more be read one day. */
  anyLink: /\[[^\]]*\]\([^)]*\)/g,
} as const;

/** What hides or reorders the text around it. */
export const hiding = /[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2060\uFEFF\u00AD\p{Cc}\p{Cs}]/u;
