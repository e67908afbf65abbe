import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../dist/program', import.meta.url));

function chunk(name: string): string {
  const found = readdirSync(join(program, 'chunks')).find((file) => file.startsWith(`${name}-`));
  return join(program, 'chunks', found ?? `there is no chunk of ${name}`);
}

const file = (name: string): string => join(program, `${name}.js`);

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
  const start = textOf(file('run-program'));
  const legacy = textOf(file('open-legacy-stdio'));
  const modern = textOf(file('open-modern-stdio'));
  const http = textOf(file('serve-http'));
  const auth = textOf(chunk('authenticate-entra'));
  const marks = [
    'ZodType',
    'McpError',
    'UnsupportedProtocolVersionError',
    'WebStandardStreamableHTTP',
    'jwtVerify',
  ];
  const has = (text: string) => marks.filter((word) => text.includes(word));
  expect(has(start)).toEqual([]);
  expect(has(legacy)).toEqual(['ZodType', 'McpError']);
  expect(has(modern)).not.toContain('McpError');
  expect(has(modern)).not.toContain('jwtVerify');
  expect(has(http)).toEqual(['ZodType', 'McpError', 'WebStandardStreamableHTTP']);
  expect(has(auth)).toEqual(['ZodType', 'jwtVerify']);
});
