/** Where the paths of a subscription begin. */
export const SUBSCRIPTION = '/subscriptions/{subscription}';

/** Where the paths of a resource group begin. */
export const GROUP: string = `${SUBSCRIPTION}/resourceGroups/{group}`;

/** Where a list of resources is served: for a whole subscription, and for one resource group. */
export const LIST_SCOPES: readonly string[] = [SUBSCRIPTION, GROUP];
