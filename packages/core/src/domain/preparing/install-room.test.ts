import { describe, expect, it } from 'vitest';
import type { NodeEvidence } from './cluster-evidence.js';
import { parseExtensionRequest } from './extension-request.js';
import { installRoom } from './install-room.js';

const node: NodeEvidence = {
  name: 'n',
  isReady: true,
  isSchedulable: true,
  cpu: '3860m',
  memory: '12Gi',
  gpus: 0,
  architecture: 'amd64',
  labels: {},
  taints: [],
};
const training = parseExtensionRequest({});
const inference = parseExtensionRequest({ inference: true });

describe('installRoom', () => {
  it('finds nothing wrong with nodes of the usual size', () => {
    expect(installRoom(training, [node])).toEqual([]);
    expect(installRoom(inference, [node, node, node])).toEqual([]);
  });

  it.each([
    ['CPU', training, [{ ...node, cpu: '400m' }]],
    ['memory', training, [{ ...node, memory: '1Gi' }]],
    ['nodes', training, [{ ...node, isReady: false }]],
    ['nodes', inference, [node, node, { ...node, isSchedulable: false }]],
    ['CPU', parseExtensionRequest({ training: true, inference: true }), [{ ...node, cpu: '1900m' }]],
    ['amd64', training, [{ ...node, architecture: 'arm64' }]],
  ])('says that %s is lacking', (word, request, nodes) => {
    expect(installRoom(request, nodes).join()).toContain(word);
  });

  it('asks for no replicas where they are switched off', () => {
    const request = parseExtensionRequest({ inference: true, settings: { inferenceRouterHA: false } });
    expect(installRoom(request, [node, { ...node, isReady: false }, { ...node, isReady: false }])).toEqual(
      [],
    );
  });
});
