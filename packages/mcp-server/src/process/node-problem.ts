/** What is wrong with a version of Node such as `20.19.0`; null for one that the program runs on. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return null;
  return `needs Node 22.12 or later, and this is ${version}: install a newer one, or put npx -y -p node@24 in front of node`;
}
