// What the service says of itself: alive, ready, which rules it serves, when they were last read, what was refused.
import { Router } from 'express';
import type { RequestHandler } from 'express';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Fault } from '../policy/fault.js';
import type { Catalog } from '../evaluation/catalog.js';
import { problem } from './problems.js';
import { readQuery } from './query.js';
import { readable } from './readable.js';

export interface RulesStatus {
  /** Of the rule set that is served. */
  readonly digest: string;
  /** Instants in ISO 8601. */
  readonly servedSince: string;
  /** When the files were last read without faults, whether they had changed or not. */
  readonly lastSuccess: string;
  readonly lastRefusal: { readonly at: string; readonly faults: readonly Fault[] } | null;
  /** Why drafts are left out of what is served. */
  readonly leftOut: readonly Fault[];
  /** Since the start. */
  readonly reloads: Readonly<Record<'served' | 'unchanged' | 'refused', number>>;
}

export interface StatusDependencies {
  readonly catalog: () => Catalog;
  readonly rules: () => RulesStatus;
  readonly isReady: () => boolean;
  readonly recording: () => RecordingStatus;
}

export interface RecordingStatus {
  /** Which store it is, without secrets. */
  readonly store: string;
  readonly origin: string;
  /** What a person must look at: records without a place, a sequencer or a store that fails. */
  readonly alarm: string | null;
  /** Entries that have a place in the tree. */
  readonly placed: number;
  /** Instant of the latest checkpoint that was signed here. */
  readonly lastCheckpoint: string | null;
}

export function statusRoutes({ catalog, rules, recording, isReady }: StatusDependencies): Router {
  const router = Router();
  const metrics = metricsOf(rules, recording);
  const told = (path: string, handler: RequestHandler): void => {
    readable(router, path, (request, response, next) => {
      readQuery(request, {});
      return handler(request, response, next);
    });
  };
  told('/livez', (_request, response) => {
    response.json({ status: 'alive' });
  });
  told('/readyz', (_request, response) => {
    if (!isReady())
      throw problem(503, 'not_ready', 'Not ready', 'The service is starting or stopping; try again.');
    const { digest, servedSince, lastSuccess, lastRefusal } = rules();
    const refusedAt = lastRefusal?.at ?? null;
    response.json({ status: 'ready', rules: { digest, servedSince, lastSuccess, lastRefusal: refusedAt } });
  });
  told('/v1/status', (_request, response) => {
    response.json({
      status: isReady() ? 'ready' : 'not_ready',
      rules: describeRules(rules(), catalog()),
      recording: recording(),
    });
  });
  told('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

function describeRules(status: RulesStatus, catalog: Catalog): object {
  const { lastRefusal, leftOut } = status;
  return {
    ...status,
    lastRefusal: lastRefusal && { ...lastRefusal, faults: lastRefusal.faults.map(describeFault) },
    leftOut: leftOut.map(describeFault),
    serves: catalog.all.map(({ pack: { regulation, version, digest }, release }) => ({
      regulation,
      version,
      digest,
      status: release ? (release.withdrawn ? 'withdrawn' : 'released') : 'draft',
    })),
  };
}

function describeFault({ file, line, column, code, message }: Fault): object {
  return { file, line, column, code, message };
}

/** Read off the status when they are asked for, so that there is no second account of it. */
function metricsOf(rules: () => RulesStatus, recording: () => RecordingStatus): Registry {
  const registry = new Registry();
  const gauge = <L extends string>(
    name: string,
    help: string,
    read: (set: Gauge<L>['set']) => void,
    labelNames: readonly L[] = [],
  ): void => {
    const made: Gauge<L> = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect: () => {
        made.reset();
        read(made.set.bind(made));
      },
    });
  };
  const seconds = (instant: string): number => Date.parse(instant) / 1000;
  gauge(
    'timbang_rules_info',
    'The digest of the rule set that is served.',
    (set) => {
      set({ digest: rules().digest }, 1);
    },
    ['digest'],
  );
  gauge(
    'timbang_rules_last_success_timestamp_seconds',
    'When the rule files were last read without faults.',
    (set) => {
      set(seconds(rules().lastSuccess));
    },
  );
  gauge(
    'timbang_rules_last_refusal_timestamp_seconds',
    'When rule files were last refused; 0 for never.',
    (set) => {
      const refusal = rules().lastRefusal;
      set(refusal ? seconds(refusal.at) : 0);
    },
  );
  gauge('timbang_log_entries', 'Entries that have a place in the log.', (set) => {
    set(recording().placed);
  });
  gauge('timbang_log_alarm', '1 while records wait too long for a place, or cannot be given one.', (set) => {
    set(recording().alarm === null ? 0 : 1);
  });
  const reloads: Counter<'result'> = new Counter({
    name: 'timbang_rules_reloads_total',
    help: 'How often the rule files were read again since the start, by result.',
    labelNames: ['result'],
    registers: [registry],
    collect: () => {
      reloads.reset();
      for (const [result, count] of Object.entries(rules().reloads)) reloads.inc({ result }, count);
    },
  });
  return registry;
}
