/** Whether a URL is one of the audiences; a slash at the end makes no difference. */
export function holdsAudience(url: string, audiences: readonly string[]): boolean {
  return audiences.some((one) => bare(one) === bare(url));
}

function bare(text: string): string {
  return text.replace(/\/+$/, '').toLowerCase();
}
