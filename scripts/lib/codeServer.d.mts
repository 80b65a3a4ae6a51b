export interface CodeServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** `127.0.0.1:port` */
  readonly host: string;
  /** The folder that holds everything this server writes. */
  readonly home: string;
  readonly processId: number;
  stop(): Promise<void>;
}
export interface CodeServerOptions {
  readonly vsix?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False = Restricted Mode: a new folder is not trusted. */
  readonly trust?: boolean;
  readonly port?: number;
  readonly development?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}
export function startCodeServer(options?: CodeServerOptions): Promise<CodeServer>;
