/** Where a resource is, in the words of the Azure CLI. */
export interface Place {
  readonly subscription: string;
  readonly group: string;
  /** Such as `managedClusters`. */
  readonly type: string;
  readonly name: string;
}

/** The parts of the ARM id of a resource that lies in a resource group. */
export function placeOf(id: string): Place {
  const [, , subscription = '', , group = '', , , type = '', name = ''] = id.split('/');
  return { subscription, group, type, name };
}
