/** A region of Azure. */
export interface Region {
  readonly name: string;
  /** As providers write it. */
  readonly displayName: string;
  readonly geography: string;
}

/** The regions that the fake serves. Names: documented. */
export const REGIONS: readonly Region[] = [
  { name: 'eastus', displayName: 'East US', geography: 'US' },
  { name: 'westus2', displayName: 'West US 2', geography: 'US' },
  { name: 'westeurope', displayName: 'West Europe', geography: 'Europe' },
  { name: 'northeurope', displayName: 'North Europe', geography: 'Europe' },
];
