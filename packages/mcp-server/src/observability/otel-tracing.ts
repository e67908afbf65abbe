import {
  type Context,
  DiagLogLevel,
  diag,
  type Span as OtelSpan,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { errorKind } from '../runtime/error-kind.js';
import { version } from '../version.js';
import type { Log } from './log.js';
import type { Span, SpanOptions, Tracing } from './tracing.js';

const NAME = 'azureml-kubernetes-mcp';
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/** Spans to the OTLP/HTTP endpoint that the standard variables name; they set headers, sampler and service, too. */
export function createOtelTracing(log: Log): Tracing {
  reportTrouble(log);
  const own = resourceFromAttributes({ 'service.name': NAME, 'service.version': version });
  const resource = defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = provider.getTracer(NAME, version);
  return {
    span: (options, work) => runSpan(tracer, options, work),
    close: () => provider.shutdown(),
  };
}

/** Its own words may hold an endpoint with credentials, so only a code is passed on. */
function reportTrouble(log: Log): void {
  const report = (...words: readonly unknown[]): void => {
    const reason = /\bE[A-Z]{4,}\b|\b[45]\d\d\b/.exec(words.map(String).join(' '))?.[0] ?? 'unknown';
    log('warn', 'tracing-trouble', { reason });
  };
  const ignore = (): void => {};
  diag.setLogger(
    { error: report, warn: report, info: ignore, debug: ignore, verbose: ignore },
    DiagLogLevel.WARN,
  );
}

async function runSpan<T>(
  tracer: Tracer,
  { kind, name, facts, meta }: SpanOptions,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const options = { kind: KINDS[kind], attributes: { ...facts } };
  const run = async (span: OtelSpan): Promise<T> => {
    const fail = (code: string): void => {
      span.setAttribute('error.type', code);
      span.setStatus({ code: SpanStatusCode.ERROR });
    };
    try {
      return await work({ add: (more) => span.setAttributes({ ...more }), fail });
    } catch (error) {
      fail(errorKind(error));
      throw error;
    } finally {
      span.end();
    }
  };
  return meta === undefined
    ? tracer.startActiveSpan(name, options, run)
    : tracer.startActiveSpan(name, options, contextOf(meta), run);
}

/** The trace of a client, by W3C's names for it. */
function contextOf(meta: Readonly<Record<string, unknown>>): Context {
  return propagation.extract(ROOT_CONTEXT, meta, {
    keys: (carrier) => Object.keys(carrier),
    get: (carrier, key) => {
      const value = carrier[key];
      return typeof value === 'string' ? value : undefined;
    },
  });
}
