export function cacheFolder(): string;
export function installOnce(name: string, install: (folder: string) => Promise<void> | void): Promise<string>;
