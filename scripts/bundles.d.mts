interface Bundle {
  readonly entry: string;
  readonly out: string;
}
export const nodeBundles: readonly Bundle[];
export const webviewBundles: readonly Bundle[];
