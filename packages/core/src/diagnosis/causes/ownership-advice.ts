import type { ExtensionFailure } from '../../domain/extension-failures/classify-extension-failure.js';
import type { NamedResource } from '../../domain/extension-failures/named-in-failure.js';
import type { Obstacle } from '../../domain/extension-failures/obstacle.js';
import { installExtension, kubectl } from './in-place.js';
import type { Place } from './place.js';

interface Owner {
  readonly what: string;
  /** The setting of the extension that leaves its own copy out; null where there is none. */
  readonly setting: string | null;
}

const OWNERS: Readonly<Record<Obstacle, Owner>> = {
  volcano: { what: 'a volcano that is already in the cluster', setting: 'installVolcano=False' },
  prometheus: {
    what: 'a Prometheus operator that is already in the cluster',
    setting: 'installPromOp=False',
  },
  'blob-csi-driver': {
    what: 'the blob CSI driver, which AKS installs as an add-on,',
    setting: 'blobCsiDriverEnabled=false',
  },
  'nvidia-device-plugin': {
    what: 'an NVIDIA device plugin that is already in the cluster',
    setting: 'installNvidiaDevicePlugin=False',
  },
  'dcgm-exporter': {
    what: 'a DCGM exporter that is already in the cluster',
    setting: 'installDcgmExporter=False',
  },
  other: { what: 'something that the extension did not install', setting: null },
};

/** Whose resource is in the way of the extension. */
export function ownershipCause({ obstacle, named }: ExtensionFailure): string {
  const { what } = OWNERS[obstacle ?? 'other'];
  const resource = named.resource === null ? 'a resource' : `${named.resource.kind} ${named.resource.name}`;
  return `${what} owns ${resource}, which the extension wants to create`;
}

/** Leaves out the extension's own copy where a setting does that; else hands the resource over to Helm. */
export function ownershipFix({ obstacle, named }: ExtensionFailure, place: Place): string {
  const { setting } = OWNERS[obstacle ?? 'other'];
  if (setting !== null) return `Install the extension without its own: ${installExtension(place, setting)}`;
  if (named.resource === null)
    return 'Remove the resource in the evidence if nothing needs it, or hand it over to Helm by its labels and annotations';
  return `See who owns it; remove it if nothing needs it, or hand it over to Helm: ${adoption(named.resource, place)}`;
}

/** `describe` shows labels and annotations, and of a secret no contents. */
function adoption({ kind, name, namespace }: NamedResource, place: Place): string {
  const resource = `${kind} ${name}${namespace === null ? '' : ` -n ${namespace}`}`;
  const release = `meta.helm.sh/release-name=${place.extension ?? 'azureml'} meta.helm.sh/release-namespace=azureml`;
  return kubectl(
    place,
    `kubectl describe ${resource}`,
    `kubectl label ${resource} --overwrite app.kubernetes.io/managed-by=Helm`,
    `kubectl annotate ${resource} --overwrite ${release}`,
  );
}
