/** What the caller needs to run a command in an AKS cluster and read its result (AKS documentation, access a private cluster). */
export const RUN_COMMAND_RIGHTS: readonly string[] = [
  'Microsoft.ContainerService/managedClusters/runCommand/action',
  'Microsoft.ContainerService/managedClusters/commandResults/read',
];
