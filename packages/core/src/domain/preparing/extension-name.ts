/** It becomes the name of a Helm release, which has at most 53 characters. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?$/i;

/** Whether an extension can have this name, so that it may stand in URLs, command lines and messages. */
export function isExtensionName(text: string): boolean {
  return NAME.test(text);
}
