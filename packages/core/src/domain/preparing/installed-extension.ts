import type { Extension } from '../extension.js';

/** An installed extension of Azure Machine Learning with its settings. */
export interface InstalledExtension extends Extension {
  /** Settings that anybody may read. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the settings that Azure keeps secret; it answers no values. */
  readonly protectedKeys: readonly string[];
}

/** One extension of a cluster, of any type. */
export interface ListedExtension {
  /** As Azure answers it: unchecked. */
  readonly name: string;
  /** Such as `microsoft.flux`, in lower case. */
  readonly extensionType: string;
  /** Null for other types than that of Azure Machine Learning. */
  readonly installed: InstalledExtension | null;
}
