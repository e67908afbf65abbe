const REGION = /^[a-z][a-z0-9]{1,39}$/;

/** The short name of an Azure region, such as `westus2` for `West US 2`; null for text of another form. */
export function regionOf(location: string): string | null {
  const region = location.replaceAll(' ', '').toLowerCase();
  return REGION.test(region) ? region : null;
}
