/** Names that no DNS answer can point elsewhere. An address of version 6 stands in brackets, as in a URL. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname);
}
