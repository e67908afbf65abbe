import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNamespace } from '../../domain/ids/namespace.js';
import { parseClusterInstanceTypes } from '../../domain/preparing/cluster-instance-type.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { applyCommand, createNamespaceCommand, READ_COMMANDS } from './command-text.js';

const SAFE_CREATE = /^kubectl create namespace [a-z0-9]([-a-z0-9]{0,61}[a-z0-9])? -o json$/;
const SAFE_APPLY = /^echo [A-Za-z0-9+/]+={0,2} \| base64 -d \| kubectl apply -f - -o json$/;

/** Texts that would mean something to a shell. */
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '$(id)',
    '`id`',
    'a;id',
    'a&&id',
    'a|id',
    'a\nid',
    '-f',
    '--kubeconfig=x',
    "a'b",
    'a"b',
    'a b',
    '../a',
  ),
);

describe('the commands', () => {
  it('take a namespace that is one, and nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        try {
          expect(createNamespaceCommand(parseNamespace(text))).toMatch(SAFE_CREATE);
        } catch (error) {
          expect(InvalidInputError.isInstance(error)).toBe(true);
        }
      }),
    );
  });

  it('carry instance types as base64 alone', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, key, label) => {
        const amounts = { cpu: '1', memory: '1Gi' };
        const resources = { requests: amounts, limits: amounts };
        try {
          const types = parseClusterInstanceTypes({ [name]: { nodeSelector: { [key]: label }, resources } });
          expect(applyCommand(types)).toMatch(SAFE_APPLY);
        } catch (error) {
          expect(InvalidInputError.isInstance(error)).toBe(true);
        }
      }),
    );
  });

  it('that look are these', () => {
    expect(READ_COMMANDS).toMatchInlineSnapshot(`
      {
        "events": "kubectl get events -n azureml --field-selector type=Warning --sort-by=.lastTimestamp -o jsonpath='{range .items[*]}{.lastTimestamp}{"\\t"}{.involvedObject.kind}/{.involvedObject.name}{"\\t"}{.reason}{"\\t"}{.message}{"\\n"}{end}'",
        "health": "kubectl get configmap arcml-healthcheck -n azureml --ignore-not-found -o json",
        "instanceTypes": "kubectl get instancetypes.amlarc.azureml.com -o json",
        "namespaces": "kubectl get namespaces -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'",
        "nodes": "kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.allocatable}{"\\t"}{.metadata.labels}{"\\t"}{.spec.taints}{"\\t"}{.spec.unschedulable}{"\\t"}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'",
        "pods": "kubectl get pods -n azureml -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.spec.nodeName}{"\\t"}{range .status.containerStatuses[*]}{.name}={.ready},{.restartCount},{.state.waiting.reason},{.state.terminated.reason}{";"}{end}{"\\n"}{end}'",
        "releases": "helm list -a -n azureml -o json",
      }
    `);
  });
});
