import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type FakeServer, startFakeServer } from '../../src/http/start-fake-server.js';
import { isJsonObject, type JsonObject } from '../../src/json.js';
import { demoIds } from '../../src/seed/demo-seed.js';
import { checked, openSession, type Session } from '../session.js';

type Credential = ConstructorParameters<typeof AzureMachineLearningWorkspaces>[0];
type ClientOptions = NonNullable<ConstructorParameters<typeof AzureMachineLearningWorkspaces>[2]>;

/** The published client with its stock pipeline, before a fake of its own. */
export interface Stage {
  /** The origin of the server. */
  readonly url: string;
  readonly session: Session;
  readonly client: AzureMachineLearningWorkspaces;
  /** What another client of the vendor needs to reach the same service. */
  readonly connection: {
    readonly credential: Credential;
    readonly options: { readonly endpoint: string; readonly tlsOptions: { readonly ca: string } };
  };
  /** Every scope that the client asked a token for. */
  readonly scopes: readonly string[];
  /** The answer that went over the wire last, parsed. */
  lastAnswer(): JsonObject;
}

/** How a stage is to be. The service is strict unless told otherwise. */
export interface StageOptions {
  readonly service?: Parameters<typeof openSession>[0];
  readonly client?: ClientOptions;
}

interface Behind {
  readonly session: Session;
  readonly answers: string[];
}

/** One HTTPS server for all tests of a file; each stage puts its own service behind it. */
export function setTheStage(): (options?: StageOptions) => Stage {
  let tls: { readonly cert: string; readonly key: string };
  let server: FakeServer;
  let behind: Behind | null = null;
  const problems: unknown[] = [];

  const serve = async (request: Request): Promise<Response> => {
    if (behind === null) throw new Error('no stage is open');
    await behind.session.clock.advance(1000);
    const response = await checked(behind.session.service)(request).catch((error: unknown) => {
      problems.push(error);
      throw error;
    });
    behind.answers.push(await response.clone().text());
    return response;
  };

  beforeAll(async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    tls = { cert, key };
    server = await startFakeServer({ fetch: async (input) => serve(new Request(input)) }, { tls });
  });
  afterAll(() => server.close());
  afterEach(() => {
    expect(problems.splice(0), 'answers that break their schema').toEqual([]);
  });

  return ({ service = {}, client: settings = {} } = {}) => {
    const scopes: string[] = [];
    const credential = {
      getToken: async (asked: string | string[]) => {
        scopes.push(...[asked].flat());
        return { token: 'secret-token', expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    };
    const session = openSession({ strict: true, ...service });
    const answers: string[] = [];
    behind = { session, answers };
    const options = { endpoint: server.url, tlsOptions: { ca: tls.cert } };
    const client = new AzureMachineLearningWorkspaces(credential, demoIds.subscriptionId, {
      ...options,
      ...settings,
    });
    const connection = { credential, options };
    return {
      url: server.url,
      session,
      client,
      connection,
      scopes,
      lastAnswer: () => objectOf(answers.at(-1) ?? ''),
    };
  };
}

function objectOf(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error(`no object: ${text}`);
  return value;
}

/** Every member of the wire's JSON is in the model, with the same value; instants are compared to the millisecond. */
export function expectNoLoss(model: unknown, wire: unknown, path = '$'): void {
  if (Array.isArray(wire)) {
    expect(model, path).toHaveLength(wire.length);
    for (const [index, entry] of wire.entries())
      expectNoLoss(Array.isArray(model) ? model[index] : undefined, entry, `${path}[${index}]`);
  } else if (isJsonObject(wire)) {
    expect(model, path).toBeTypeOf('object');
    for (const [name, value] of Object.entries(wire))
      expectNoLoss(Object(model)[name], value, `${path}.${name}`);
  } else if (model instanceof Date) expect(model.getTime(), path).toBe(new Date(String(wire)).getTime());
  else expect(model, path).toEqual(wire);
}
