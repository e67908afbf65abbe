/** The connection broke. It looks like what `fetch` throws then: a TypeError whose cause has a code. */
export class ConnectionResetError extends TypeError {
  override readonly name = 'TypeError';

  constructor() {
    super('fetch failed', {
      cause: Object.assign(new Error('the connection was reset'), { code: 'ECONNRESET' }),
    });
  }
}
