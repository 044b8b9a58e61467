// The service put together by hand: settings, rules, application, socket; and taken down in order.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import winston from 'winston';
import { formatFault } from './policy/fault.js';
import type { Fault } from './policy/fault.js';
import type { Catalog } from './evaluation/catalog.js';
import { byOperator } from './audit/records/drafts.js';
import { checkMasks, masksIn, WrongMask } from './audit/exports/masks.js';
import { createApp } from './http/app.js';
import { openRecording } from './recording.js';
import type { Recording } from './recording.js';
import { LiveRules } from './live-rules.js';
import type { Reloaded } from './live-rules.js';
import { WrongSettings } from './settings.js';
import type { Settings } from './settings.js';

export interface RunningService {
  readonly url: string;
  readonly catalog: Catalog;
  /** Reads the rule files again, as a change of them does. */
  reload(): void;
  stop(): Promise<void>;
}

export async function startService(settings: Settings): Promise<RunningService> {
  const logger = makeLogger(settings.logLevel);
  const rules = new LiveRules(settings.rules, settings.language);
  const { language } = settings;
  const logLeftOut = (faults: readonly Fault[]): void => {
    for (const fault of faults) logger.warn('a draft is left out', { fault: formatFault(fault, language) });
  };
  logLeftOut(rules.status.leftOut);
  const onReload = (result: Reloaded): void => {
    if (result.kind === 'refused') {
      const faults = result.faults.map((fault) => formatFault(fault, language));
      const stack = result.error instanceof Error ? result.error.stack : undefined;
      logger.error('rules refused; the last good ones go on serving', { faults, ...(stack && { stack }) });
    } else if (result.kind === 'served') {
      logger.info('rules reloaded', { digest: result.digest });
      logLeftOut(result.draftFaults);
    }
  };
  checkMaskSetting(settings.mask, rules.catalog);
  const recording = await openRecording(settings);
  recording.sequence((alarm) => {
    const { kind, ...details } = alarm;
    const { error, ...plain } = 'error' in details ? details : { ...details, error: undefined };
    const stack = error instanceof Error ? error.stack : undefined;
    logger.error(`log alarm: ${kind}`, { ...plain, ...(stack && { stack }) });
  });
  const stopExpiring = expireDaily(recording, settings.retention, logger);
  let isReady = true;
  const app = createApp({
    records: recording.records,
    log: recording.log,
    recording: () => recording.status,
    catalog: () => rules.catalog,
    rules: () => rules.status,
    logger,
    language,
    masks: masksIn(settings.mask),
    maxBody: settings.maxBody,
    isShadowed: () => settings.shadowRate > 0 && Math.random() < settings.shadowRate,
    examples: () => rules.examples,
    isReady: () => isReady,
  });
  const server = app.listen(settings.port, settings.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    // The store's threads would keep the process from ending.
    stopExpiring();
    await recording.close();
    throw error;
  }
  const watching = rules.watch(onReload);
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    catalog: rules.catalog,
    reload: () => {
      onReload(rules.reload());
    },
    stop: async () => {
      isReady = false;
      await watching.stop();
      await close(server);
      stopExpiring();
      await recording.close();
    },
  };
}

const day = 86_400_000;

/** Removes, now and every day, the contents that are older than the retention period. */
function expireDaily({ records }: Recording, days: number | undefined, logger: winston.Logger): () => void {
  if (days === undefined) return () => undefined;
  const expire = async (): Promise<void> => {
    try {
      const count = await records.expire(days, byOperator);
      if (count > 0) logger.info('contents expired', { days, count });
    } catch (error) {
      logger.error('contents could not expire', { reason: String(error) });
    }
  };
  void expire();
  const timer = setInterval(() => void expire(), day);
  return () => {
    clearInterval(timer);
  };
}

function checkMaskSetting(mask: string, { all }: Catalog): void {
  try {
    checkMasks(
      masksIn(mask),
      all.map(({ pack }) => pack),
    );
  } catch (error) {
    if (error instanceof WrongMask) throw new WrongSettings(`TIMBANG_MASK: ${error.says.en}`);
    throw error;
  }
}

function makeLogger(level: string): winston.Logger {
  return winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Console({ stderrLevels: ['error', 'warn'] })],
  });
}

const longestStop = 8_000;

/** No new connections; what has begun is answered, and after a while what never ends is cut. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), longestStop);
  await closed;
  clearTimeout(cut);
}
