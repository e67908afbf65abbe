import { contractCases } from '@azureml-kubernetes/testkit';
import { describeComputeContract, fakeEnvironment } from '@azureml-kubernetes/testkit/contract';

describeComputeContract(`all ${contractCases.length} cases`, () => fakeEnvironment());
