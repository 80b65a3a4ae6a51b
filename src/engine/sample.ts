/** How one sample is shown to the person who labels it. */
export type Sample =
  | { readonly kind: 'text'; readonly text: string; readonly truncated: boolean }
  | { readonly kind: 'image'; readonly path: string; readonly width: number; readonly height: number }
  | {
      readonly kind: 'row';
      readonly fields: readonly { readonly name: string; readonly value: string | null }[];
    }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };
