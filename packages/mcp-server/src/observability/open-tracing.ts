import type { Environment } from '../runtime/environment.js';
import type { Log } from './log.js';
import { noTracing, type Tracing } from './tracing.js';

/** Traces where OpenTelemetry's own variables name an endpoint; nothing of it is loaded otherwise. */
export async function openTracing(env: Environment, log: Log): Promise<Tracing> {
  if (!isWanted(env)) return noTracing;
  try {
    const { createOtelTracing } = await import('./otel-tracing.js');
    return createOtelTracing(log);
  } catch {
    log('error', 'tracing-unavailable');
    return noTracing;
  }
}

function isWanted(env: Environment): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none')
    return false;
  return Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);
}
