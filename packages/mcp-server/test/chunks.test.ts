import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

function chunk(name: string): string {
  const found = readdirSync(join(dist, 'chunks')).find((file) => file.startsWith(`${name}-`));
  return join(dist, 'chunks', found ?? `there is no chunk of ${name}`);
}

/** The text of a file, and of all that it cannot be loaded without. */
function textOf(path: string, seen = new Map<string, string>()): string {
  if (seen.has(path)) return '';
  const text = readFileSync(path, 'utf8');
  seen.set(path, text);
  for (const [, other = ''] of text.matchAll(/(?:^|;)(?:import|export)\b[^'"();]*["'](\.[^"']+)["']/gm))
    textOf(resolve(path, '..', other), seen);
  return [...seen.values()].join('\n');
}

it('loads each era, HTTP and tokens apart: none of them holds a line of what only another needs', () => {
  const stdio = textOf(chunk('run-program')) + textOf(join(dist, 'bin.js'));
  const legacy = textOf(chunk('open-legacy-stdio'));
  const modern = textOf(chunk('open-modern-stdio'));
  const http = textOf(chunk('serve-http'));
  const auth = textOf(chunk('authenticate-entra'));
  const marks = ['McpError', 'UnsupportedProtocolVersionError', 'WebStandardStreamableHTTP', 'jwtVerify'];
  const has = (text: string) => marks.filter((word) => text.includes(word));
  expect(has(stdio)).toEqual([]);
  expect(has(legacy)).toEqual(['McpError']);
  expect(has(modern)).not.toContain('McpError');
  expect(has(modern)).not.toContain('jwtVerify');
  expect(has(http)).toEqual(['McpError', 'WebStandardStreamableHTTP']);
  expect(has(auth)).toEqual(['jwtVerify']);
});
