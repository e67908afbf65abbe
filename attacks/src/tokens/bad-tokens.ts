import { exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { APPLICATION, type Issuer } from '../stage/issuer.ts';

/** A header `Authorization` that must let no caller in, by what is wrong with it. */
export type BadHeaders = ReadonlyMap<string, string>;

/** What each claim may be instead of what it has to be. Undefined leaves it out. */
const CLAIMS: Readonly<Record<string, readonly unknown[]>> = {
  iss: [
    undefined,
    null,
    '',
    7,
    [],
    'https://sts.windows.net/',
    'https://login.microsoftonline.com/common/v2.0',
  ],
  aud: [
    undefined,
    null,
    '',
    7,
    {},
    'https://management.azure.com',
    `${APPLICATION}x`,
    ['other'],
    ` ${APPLICATION}`,
  ],
  tid: [
    undefined,
    null,
    '',
    7,
    'ffffffff-1111-4222-8333-444455556666',
    ['0f0e0d0c-1111-4222-8333-444455556666'],
  ],
  oid: [undefined, null, 7, {}, [], true, ['12345678-1234-4234-8234-1234567890ab']],
  exp: [undefined, null, 'tomorrow', 0, -1, 1, {}, '9999999999'],
  nbf: [undefined, null, 'tomorrow', 99_999_999_999, {}, '0', [0]],
};

/** What a person or an application has that may do nothing here. */
const RIGHTS: Readonly<Record<string, object>> = {
  'no scope and no role': { scp: undefined },
  'an empty scope': { scp: '' },
  'another scope': { scp: 'User.Read' },
  'a scope in another case': { scp: 'compute.readwrite' },
  'a scope as a list': { scp: ['Compute.ReadWrite'] },
  'a scope with more letters': { scp: 'Compute.ReadWriteX xCompute.Read' },
  'a scope with commas': { scp: 'Compute.Read,Compute.ReadWrite' },
  'a role as a text': { scp: undefined, roles: 'Compute.ReadWrite.All' },
  'a role in an object': { scp: undefined, roles: { 0: 'Compute.ReadWrite.All' } },
  'an ID token with a role': { scp: undefined, azp: undefined, roles: ['Compute.ReadWrite.All'], nonce: 'n' },
};

/** Makes every header. */
export async function badHeaders(issuer: Issuer): Promise<BadHeaders> {
  const tokens = new Map([
    ...(await withClaims(issuer)),
    ...(await withRights(issuer)),
    ...(await withHeaders(issuer)),
    ...mangled(await issuer.sign()),
  ]);
  const headers = [...tokens].map(([what, token]) => [what, `Bearer ${token}`] as const);
  return new Map([...headers, ...spelled(await issuer.sign())]);
}

async function withClaims({ sign }: Issuer): Promise<[string, string][]> {
  const made = Object.entries(CLAIMS).flatMap(([claim, values]) =>
    values.map(async (value): Promise<[string, string]> => {
      return [`${claim}: ${JSON.stringify(value)}`, await sign({ claims: { [claim]: value } })];
    }),
  );
  return Promise.all(made);
}

async function withRights({ sign }: Issuer): Promise<[string, string][]> {
  const made = Object.entries(RIGHTS).map(async ([what, claims]): Promise<[string, string]> => {
    return [what, await sign({ claims: { ...claims } })];
  });
  return Promise.all(made);
}

/** The header of the token names how it wants to be checked. */
async function withHeaders({ sign, publicKey, url }: Issuer): Promise<[string, string][]> {
  const other = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(other.publicKey);
  const elliptic = await generateKeyPair('ES256');
  const longer = await generateKeyPair('RS512');
  const pss = await generateKeyPair('PS256');
  const secret = new TextEncoder().encode(await exportSPKI(publicKey));
  const key = other.privateKey;
  const kids = [
    'k2',
    '',
    '../k1',
    "k1' or '1'='1",
    'k1\u0000',
    'constructor',
    '__proto__',
    'K1',
    'x'.repeat(5_000),
  ];
  return [
    ['HS256 with the public key', await sign({ header: { alg: 'HS256' }, key: secret })],
    ['HS256 with nothing', await sign({ header: { alg: 'HS256' }, key: new Uint8Array(32) })],
    ['HS512 with the public key', await sign({ header: { alg: 'HS512' }, key: secret })],
    ['HS384 with the public key', await sign({ header: { alg: 'HS384' }, key: secret })],
    ['PS256', await sign({ header: { alg: 'PS256' }, key: pss.privateKey })],
    ['ES256', await sign({ header: { alg: 'ES256' }, key: elliptic.privateKey })],
    ['RS512', await sign({ header: { alg: 'RS512' }, key: longer.privateKey })],
    ['a foreign key', await sign({ key })],
    ['a foreign key in the header', await sign({ header: { jwk }, key })],
    ['a foreign URL of keys', await sign({ header: { jku: `${url}/keys` }, key })],
    ['a foreign certificate', await sign({ header: { x5u: `${url}/cert`, x5t: 'x' }, key })],
    ...(await Promise.all(
      kids.map(
        async (kid): Promise<[string, string]> => [
          `kid ${kid.slice(0, 20)}`,
          await sign({ header: { kid }, key }),
        ],
      ),
    )),
  ];
}

/** A good token, changed after it was signed. */
function mangled(token: string): [string, string][] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims: object = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const none = ['none', 'None', 'NONE', 'nOnE', ''].map((alg): [string, string] => [
    `alg ${JSON.stringify(alg)}`,
    `${encode({ typ: 'JWT', alg, kid: 'k1' })}.${payload}.`,
  ]);
  const flipped = [0, 1, 20, 40, 70, 100, 150, 200, 250, 300, 340].map((at): [string, string] => [
    `a signature changed at ${at}`,
    `${header}.${payload}.${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`,
  ]);
  return [
    ...none,
    ...flipped,
    [
      'another scope, not signed again',
      `${header}.${encode({ ...claims, scp: 'Compute.ReadWrite', x: 1 })}.${signature}`,
    ],
    ['another caller, not signed again', `${header}.${encode({ ...claims, oid: 'x' })}.${signature}`],
    ['no signature', `${header}.${payload}.`],
    ['no signature and no dot', `${header}.${payload}`],
    ['an empty header', `.${payload}.${signature}`],
    ['an empty payload', `${header}..${signature}`],
    ['only dots', '..'],
    ['five parts', `${header}.${payload}.${signature}.x.y`],
    ['four parts', `${header}.${payload}.${signature}.x`],
    ['no token', 'garbage'],
    ['JSON', '{"alg":"none"}'],
    ['a header that is a list', `${encode([])}.${payload}.${signature}`],
    ['a payload that is a list', `${header}.${encode([])}.${signature}`],
    ['a header that is no JSON', `${Buffer.from('{').toString('base64url')}.${payload}.${signature}`],
    ['the payload twice', `${payload}.${payload}.${signature}`],
    ['parts in another order', `${payload}.${header}.${signature}`],
    ['the signature twice', `${header}.${payload}.${signature}${signature}`],
    ['capital letters', token.toUpperCase()],
    [
      'the header of another kind',
      `${encode({ alg: 'RS256', kid: 'k1', typ: 'at+jwt', crit: ['x'] })}.${payload}.${signature}`,
    ],
    ['padding', `${header}=.${payload}=.${signature}=`],
    ['a long header', `${encode({ alg: 'RS256', kid: 'k1', x: 'x'.repeat(8_000) })}.${payload}.${signature}`],
  ];
}

/** A good token in a header that is spelled otherwise. */
function spelled(token: string): [string, string][] {
  return [
    ['no scheme', token],
    ['only the scheme', 'Bearer'],
    ['the scheme and a space', 'Bearer '],
    ['Basic', `Basic ${token}`],
    ['Basic with a name', `Basic ${Buffer.from(`x:${token}`).toString('base64')}`],
    ['Digest', `Digest username="${token}"`],
    ['a DPoP token', `DPoP ${token}`],
    ['a comma', `Bearer ${token},Bearer ${token}`],
    ['two tokens', `Bearer ${token} ${token}`],
    ['quotes', `Bearer "${token}"`],
    ['a member', `Bearer token=${token}`],
    ['the scheme twice', `Bearer Bearer ${token}`],
    ['percent signs', `Bearer ${encodeURIComponent(`${token} `)}`],
  ];
}
