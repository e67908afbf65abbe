/** The text of `--help`. */
export const HELP = `azureml-kubernetes-mcp: an MCP server (stdio) that attaches Kubernetes clusters to Azure Machine Learning

  azureml-kubernetes-mcp [flags]          serve over stdin and stdout
  azureml-kubernetes-mcp doctor [flags]   tell whether credentials, workspace, permissions, clusters, clock and proxy are in order

Workspace (without one, each tool call names its own)
  --workspace <sub>/<rg>/<name>   tie the server to one workspace; an ARM id will do, too
  --subscription, --resource-group, --workspace <name>   the same in three parts
  --config <config.json>          the same from Azure ML's config file; by default the nearest one is used
  --allow-workspace <a,b>         workspaces that calls may name; may be repeated

Azure
  --cloud public|usgov|china      default: public
  --arm-endpoint <url>            another Azure Resource Manager; http on this machine means a test service
  --demo                          an embedded fake service with a seeded workspace; needs no Azure account

Safety
  --read-only                     leave out the tools that attach and detach
  --tools <a,b>                   offer these tools only
  --confirm auto|elicit|token|off how a detach is confirmed; default auto: ask, else by token

Other
  --log-level debug|info|warn|error   JSON lines on stderr; default: info
  --version, --help

Each flag is also an environment variable, such as AZUREML_KUBERNETES_READ_ONLY=true. A flag wins over its variable.
HTTPS_PROXY and NO_PROXY are followed; NODE_EXTRA_CA_CERTS names a file of further certificate authorities.
Azure credentials come from the environment, workload or managed identity, or the Azure CLI (az login).
`;
