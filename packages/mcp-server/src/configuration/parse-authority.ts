import { InvalidInputError, parseOrigin } from '@azureml-kubernetes/core';

/** Who issues tokens. */
export interface Authority {
  /** Such as `https://login.microsoftonline.us`. */
  readonly origin: string;
  /** `adfs` where the address says so, as that of Azure Stack Hub with AD FS does; null otherwise. */
  readonly tenant: 'adfs' | null;
}

/**
 * Reads the address of an authority, with or without `https://`, a slash at the end, or `/adfs`.
 * @throws InvalidInputError for anything else, such as an address with a tenant
 */
export function parseAuthority(text: string, field: string): Authority {
  const url = text.includes('://') ? text : `https://${text}`;
  const bare = url.replace(/\/+$/, '');
  const isAdfs = /\/adfs$/i.test(bare);
  const origin = isAdfs ? bare.slice(0, -'/adfs'.length) : bare;
  try {
    if (origin.startsWith('https://'))
      return { origin: parseOrigin(origin, field), tenant: isAdfs ? 'adfs' : null };
  } catch (error) {
    if (!InvalidInputError.isInstance(error)) throw error;
  }
  throw new InvalidInputError({
    field,
    rule: 'must be the https origin of an authority, without a tenant (--tenant names one)',
    example: 'https://login.microsoftonline.us',
  });
}
