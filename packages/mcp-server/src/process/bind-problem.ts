import { errorKind } from '../runtime/error-kind.js';

/** Why an address cannot be listened at, with what to do. */
export function bindProblem(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : errorKind(error);
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use (${code}): stop the other program, or choose another --port; 0 takes any that is free`;
    case 'EACCES':
      return `port ${port} may not be opened by this user (${code}): choose a --port above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `--host is no address of this machine (${code}): use 127.0.0.1, or 0.0.0.0 for all addresses`;
    default:
      return `--host and --port cannot be listened at (${code})`;
  }
}
