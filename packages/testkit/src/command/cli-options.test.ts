import { describe, expect, it } from 'vitest';
import { helpText, parseCommand } from './cli-options.js';

describe('parseCommand', () => {
  it('has defaults for everything', () => {
    expect(parseCommand(['serve'])).toEqual({
      kind: 'serve',
      options: {
        port: 0,
        host: '127.0.0.1',
        seed: 'demo',
        attachMs: null,
        detachMs: null,
        prepareMs: null,
        stateFile: null,
        journalFile: null,
        modes: {},
        cors: null,
        tlsCert: null,
        tlsKey: null,
        strict: true,
        throttle: false,
      },
    });
  });

  it('reads every flag, and the help tells of each', () => {
    const flags = [
      '--port',
      '8080',
      '--host',
      '::1',
      '--seed',
      'empty',
      '--attach-ms',
      '0',
      '--detach-ms',
      '7',
      '--prepare-ms',
      '9',
    ];
    const paths = ['--journal', 'j.jsonl', '--cors', 'http://localhost:5173', '--mode', 'pageSize=2'];
    const more = [
      ...paths,
      '--mode',
      'update=ok',
      '--state',
      's.json',
      '--tls-cert',
      'c',
      '--tls-key',
      'k',
      '--strict',
      '--throttle',
    ];
    const command = parseCommand(['serve', ...flags, ...more]);
    expect(command).toEqual({
      kind: 'serve',
      options: {
        port: 8080,
        host: '::1',
        seed: 'empty',
        attachMs: 0,
        detachMs: 7,
        prepareMs: 9,
        stateFile: 's.json',
        journalFile: 'j.jsonl',
        cors: 'http://localhost:5173',
        modes: { pageSize: 2, update: 'ok' },
        tlsCert: 'c',
        tlsKey: 'k',
        strict: true,
        throttle: true,
      },
    });
    for (const flag of [...flags, ...more].filter((word) => word.startsWith('--')))
      expect(helpText).toContain(flag);
  });

  it.each([
    [['--help'], 'help'],
    [['serve', '-h'], 'help'],
    [['--version'], 'version'],
  ])('%j', (args, kind) => {
    expect(parseCommand(args)).toEqual({ kind });
  });

  it.each([
    [[], "the command 'serve'"],
    [['server'], "got 'server'"],
    [['serve', '--strict', '--lenient'], '--strict and --lenient exclude each other'],
    [['serve', '--prot', '1'], '--prot'],
    [['serve', '--port', 'http'], "--port expects a whole number from 0 to 65535, got 'http'"],
    [['serve', '--port', '65536'], '65535'],
    [['serve', '--attach-ms=-1'], '--attach-ms'],
    [['serve', '--tls-cert', 'c'], 'belong together'],
    [['serve', '--cors', 'localhost'], "--cors expects '*' or an origin"],
    [['serve', '--mode', 'pageSize=0'], '--mode pageSize must be a count from 1'],
    [['serve', 'now'], "got 'serve now'"],
  ])('refuses %j and says why', (args, words) => {
    expect(parseCommand(args)).toEqual({ kind: 'wrong', problem: expect.stringContaining(words) });
  });
});
