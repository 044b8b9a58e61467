#!/usr/bin/env node
// The command line. Exit 0 fine, 1 faults found, 2 wrong use.
import { CommanderError } from 'commander';
import { FaultyRules } from '../policy/fault.js';
import type { Language } from '../explanation/words.js';
import { StoreUnavailable } from '../audit/store.js';
import { UnusableRecords } from '../audit/unusable.js';
import { WrongSettings } from '../settings.js';
import { makeProgram } from './commands.js';
import { WrongUse } from './packs.js';

const said: { language: Language } = { language: 'id' };

try {
  await makeProgram(said).parseAsync();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof WrongUse) {
    console.error(error.says[said.language]);
    return 2;
  }
  if (error instanceof WrongSettings) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof UnusableRecords || error instanceof StoreUnavailable) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof FaultyRules) {
    console.error(error.message);
    return 1;
  }
  const { code, message, port } = error as { code?: string; message?: string; port?: number };
  if (code === 'EADDRINUSE') console.error(`port ${port ?? ''} is taken; set PORT to another`);
  else console.error(`unexpected error: ${message ?? String(error)}`);
  return 2;
}
