import { describe, expect, it } from 'vitest';
import { redactBody, redactHeaders, redactText, redactTextBody, redactUrl } from './redact.js';

const jwt = 'eyJhbGciOiJub25lIn0.eyJvaWQiOiJ4In0.c2ln';

describe('redaction', () => {
  it.each([
    [`token ${jwt}!`, 'token [redacted]!'],
    ['AccountName=a;AccountKey=abc==;X=y', 'AccountName=a;AccountKey=[redacted];X=y'],
    [
      'Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=abc',
      'Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=[redacted]',
    ],
    ['https://x.blob/y?sv=1&sig=a%2Fb&se=2', 'https://x.blob/y?sv=1&sig=[redacted]&se=2'],
    ['an AccountKey, a password and a sig=nature', 'an AccountKey, a password and a sig=nature'],
  ])('hides what looks like a secret in %j', (text, shown) => {
    expect(redactText(text)).toBe(shown);
    expect(redactBody({ list: [{ note: text }] })).toEqual({ list: [{ note: shown }] });
  });

  it.each([
    [
      'grant_type=client_credentials&client_secret=a%2Fb&refresh_token=c',
      'grant_type=client_credentials&client_secret=[redacted]&refresh_token=[redacted]',
    ],
    ['{"name": "gpu", "clientSecret" : "one two', '{"name": "gpu", "clientSecret" : [redacted]'],
    ["<input type='text' password='one two'>", "<input type='text' password=[redacted]>"],
    ['<html>the token: expired, a = b</html>', '<html>the token: expired, a = b</html>'],
    [`assertion=${jwt}`, 'assertion=[redacted]'],
  ])('hides what has the name of a secret in the text %j', (text, shown) => {
    expect(redactTextBody(text)).toBe(shown);
  });

  it('hides members by their name, whatever they hold, and tells that there was none', () => {
    expect(
      redactBody({ adminPassword: { a: 1 }, key: 'k', monkey: 'm', relayConnectionString: null }),
    ).toEqual({
      adminPassword: '[redacted]',
      key: '[redacted]',
      monkey: 'm',
      relayConnectionString: null,
    });
  });

  it('hides credentials in headers of any name', () => {
    const headers = new Headers({
      authorization: 'Basic abc',
      'api-key': 'k',
      'x-auth-token': 't',
      'x-secret': 'hunter2 rest',
      'x-other': jwt,
    });
    expect(redactHeaders(headers)).toEqual({
      authorization: 'Basic [redacted]',
      'api-key': '[redacted]',
      'x-auth-token': '[redacted]',
      'x-secret': '[redacted]',
      'x-other': '[redacted]',
    });
  });

  it('hides signatures and tokens in a query, under any case, and nothing else', () => {
    const url = new URL('https://h/p?api-version=1&T=1&c=2&SIG=3&access_token=4&$skip=5&code=6');
    expect(redactUrl(url)).toBe(
      '/p?api-version=1&T=[redacted]&c=[redacted]&SIG=[redacted]&access_token=[redacted]&$skip=5&code=[redacted]',
    );
  });
});
