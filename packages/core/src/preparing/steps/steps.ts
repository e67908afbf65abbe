import { extensionStep } from './extension.js';
import { instanceTypesStep } from './instance-types.js';
import { namespaceStep } from './namespace.js';
import { providersStep } from './providers.js';
import { relayStep } from './relay.js';
import { rolesStep } from './roles.js';
import type { StepDefinition } from './step-definition.js';
import { trustedAccessStep } from './trusted-access.js';

/** Every step, in the order of their dependence. */
export const STEPS: readonly StepDefinition[] = [
  providersStep,
  relayStep,
  extensionStep,
  trustedAccessStep,
  rolesStep,
  namespaceStep,
  instanceTypesStep,
];
