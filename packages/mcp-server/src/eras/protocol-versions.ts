/** The revision of the modern era. */
export const MODERN_VERSION = '2026-07-28';

/** The revisions of the legacy era, the latest first. */
export const LEGACY_VERSIONS: readonly string[] = [
  '2025-11-25',
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
  '2024-10-07',
];
