declare const PACKAGE_VERSION: string | undefined;

/** The version of the package, which the build puts in. */
export const version: string = typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : '0.0.0-source';
