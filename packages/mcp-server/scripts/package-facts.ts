import packageJson from '../package.json' with { type: 'json' };

/** What package.json says, for the files that are made from it. */
export const PACKAGE = {
  name: packageJson.name,
  version: packageJson.version,
  mcpName: packageJson.mcpName,
  license: packageJson.license,
  node: packageJson.engines.node,
  /** Path of the program within the package. */
  program: packageJson.bin['azureml-kubernetes-mcp'].replace('./', ''),
};

export const TITLE = 'Azure ML Kubernetes computes';

/** At most 100 characters: the MCP registry takes no more. */
export const SUMMARY =
  'Attach AKS and Azure Arc clusters to Azure Machine Learning workspaces, follow and detach them';
