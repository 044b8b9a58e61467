// The service put together by hand: settings, rules, application, socket; and taken down in order.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import winston from 'winston';
import { readCases } from './policy/case-files.js';
import { FaultyRules, formatFault } from './policy/fault.js';
import { packName } from './policy/pack.js';
import { readRuleSet } from './policy/rule-set.js';
import { whole } from './policy/yaml-file.js';
import type { RuleSet } from './policy/rule-set.js';
import { Catalog } from './evaluation/catalog.js';
import { decide } from './evaluation/decide.js';
import { createApp } from './http/app.js';
import type { Settings } from './settings.js';

export interface RunningService {
  readonly url: string;
  readonly catalog: Catalog;
  stop(): Promise<void>;
}

export async function startService(settings: Settings): Promise<RunningService> {
  const logger = makeLogger(settings.logLevel);
  const rules = loadRules(settings);
  for (const fault of rules.draftFaults)
    logger.warn('a draft is left out', { fault: formatFault(fault, settings.language) });
  const catalog = new Catalog(rules);
  let isReady = true;
  const app = createApp({
    catalog: () => catalog,
    logger,
    language: settings.language,
    maxBody: settings.maxBody,
    isShadowed: () => settings.shadowRate > 0 && Math.random() < settings.shadowRate,
    examples: findExamples(catalog, settings.rules),
    isReady: () => isReady,
  });
  const server = app.listen(settings.port, settings.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    catalog,
    stop: () => {
      isReady = false;
      return close(server);
    },
  };
}

function loadRules({ rules: folder, language }: Settings): RuleSet {
  const rules = readRuleSet(folder, folder);
  if (rules.faults.length > 0) throw new FaultyRules(rules.faults, language);
  if (!rules.versions.some((version) => version.release)) {
    const message = {
      id: 'belum ada versi yang dirilis untuk dilayani',
      en: 'there is no released version to serve',
    };
    throw new FaultyRules([whole(folder, 'nothing_released', message)], language);
  }
  return rules;
}

function makeLogger(level: string): winston.Logger {
  return winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Console({ stderrLevels: ['error', 'warn'] })],
  });
}

/** The first case of each regulation that is scored: what the documentation shows. */
function findExamples(catalog: Catalog, folder: string): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  for (const version of catalog.all) {
    if (!version.release) continue;
    const { regulation } = version.pack;
    const { cases } = readCases(join(folder, regulation, version.pack.version), packName(version.pack));
    const found = cases.find((each) => decide([version], { facts: each.facts }).kind === 'evaluated');
    if (found) examples.set(regulation, found.facts);
  }
  return examples;
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
