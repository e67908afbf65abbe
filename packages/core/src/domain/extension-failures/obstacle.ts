/** Whose resource is in the way of the extension's own, where its name tells. */
export type Obstacle =
  | 'volcano'
  | 'prometheus'
  | 'blob-csi-driver'
  | 'nvidia-device-plugin'
  | 'dcgm-exporter'
  | 'other';

const OWNERS: readonly (readonly [Obstacle, RegExp])[] = [
  ['volcano', /volcano|\bvcjob|podgroups?\.scheduling/i],
  ['prometheus', /prometheus|monitoring\.coreos|alertmanager|servicemonitor|podmonitor|thanos/i],
  ['blob-csi-driver', /blob[-.]?csi|csi[-.]?blob|blob\.csi|blob-(?:external|csi|node|controller)|blobfuse/i],
  ['dcgm-exporter', /dcgm/i],
  ['nvidia-device-plugin', /nvidia/i],
];

/** Reads from the words of an ownership conflict what the resource in the way belongs to. */
export function obstacleIn(words: string): Obstacle {
  return OWNERS.find(([, names]) => names.test(words))?.[0] ?? 'other';
}
