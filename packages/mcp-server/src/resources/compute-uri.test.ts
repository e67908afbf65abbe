import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeUriTemplate, parseComputeUri, writeComputeUri } from './compute-uri.js';

const open = { pinned: false };
const pinned = { pinned: true };

describe('the URI of a compute', () => {
  it('is the name where the server is pinned, and else has the workspace in front', () => {
    expect(computeUriTemplate(pinned)).toBe('azureml-kubernetes://computes/{name}');
    expect(computeUriTemplate(open)).toBe(
      'azureml-kubernetes://computes/{subscription}/{resource_group}/{workspace}/{name}',
    );
    expect(writeComputeUri({ workspace: '', name: 'gpu' }, pinned)).toBe('azureml-kubernetes://computes/gpu');
    expect(writeComputeUri({ workspace: 'sub/my rg(1)/ws', name: 'gpu' }, open)).toBe(
      'azureml-kubernetes://computes/sub/my%20rg(1)/ws/gpu',
    );
  });

  it('is read back as it was written, whatever the parts hold', () => {
    const part = fc.string({ minLength: 1 }).filter((text) => /^[^/?#]+$/.test(text));
    fc.assert(
      fc.property(part, part, part, part, (subscription, group, workspace, name) => {
        const address = { workspace: `${subscription}/${group}/${workspace}`, name };
        expect(parseComputeUri(writeComputeUri(address, open), open)).toEqual(address);
        const alone = { workspace: '', name };
        expect(parseComputeUri(writeComputeUri(alone, pinned), pinned)).toEqual(alone);
      }),
    );
  });

  it.each([
    '',
    'azureml-kubernetes://computes/',
    'azureml-kubernetes://computes/a/b',
    'azureml-kubernetes://computes/a%2Fb',
    'azureml-kubernetes://computes/a?b=c',
    'azureml-kubernetes://computes/%zz',
    'azureml-kubernetes://clusters/a',
    'https://example.com/computes/a',
  ])('refuses %j and shows what it should be', (uri) => {
    expect(() => parseComputeUri(uri, pinned)).toThrow(
      /uri must have the form azureml-kubernetes:\/\/computes/,
    );
  });

  it('refuses the form of the other kind of server', () => {
    expect(() => parseComputeUri('azureml-kubernetes://computes/gpu', open)).toThrow(/\{subscription\}/);
    expect(() => parseComputeUri('azureml-kubernetes://computes/s/g/w/gpu', pinned)).toThrow(/\/\{name\}/);
  });
});
