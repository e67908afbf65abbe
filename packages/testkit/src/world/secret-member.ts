const SECRET_NAME =
  /connectionstring|protectedsettings|password|secret|token|credential|privatekey|accountkey|^key$/i;

/** Whether a member of a body holds a secret, by its name. */
export function isSecretMember(name: string): boolean {
  return SECRET_NAME.test(name);
}
