// Settings from the environment, checked at start; a wrong one stops the program with a sentence.
import { isIPv4 } from 'node:net';
import { cleanEnv, EnvError, host, makeValidator, port, str } from 'envalid';
import type { Language } from './explanation/words.js';

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly rules: string;
  readonly language: Language;
  /** What exports do not show unless they are told otherwise: names with commas between them. */
  readonly mask: string;
  /** The share of requests that both evaluators answer, 0 to 1. */
  readonly shadowRate: number;
  readonly logLevel: string;
  /** Bytes. */
  readonly maxBody: number;
  /** The folder of the SQLite file, the signing keys and the checkpoints. */
  readonly data: string;
  /** PostgreSQL instead of SQLite. */
  readonly databaseUrl?: string;
  /** What a new log is called; its checkpoints and receipts are signed under this name. */
  readonly origin?: string;
  /** Days after which the contents of records are removed; kept for ever when absent. */
  readonly retention?: number;
}

export class WrongSettings extends Error {}

/** A plain decimal number: envalid's own takes the number that a text begins with. */
const number = makeValidator((text: string) => {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new EnvError(`"${text}" is not a number`);
  return Number(text);
});

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = cleanEnv(
    environment,
    {
      PORT: port({ default: 3000 }),
      HOST: host({ default: '127.0.0.1' }),
      TIMBANG_RULES: str({ default: 'rules' }),
      TIMBANG_MASK: str({ default: '' }),
      TIMBANG_LANGUAGE: str({ choices: ['id', 'en'] as const, default: 'id' }),
      SHADOW_RATE: number({ default: 0 }),
      LOG_LEVEL: str({ choices: ['error', 'warn', 'info', 'debug'] as const, default: 'info' }),
      TIMBANG_MAX_BODY: number({ default: 1_000_000 }),
      TIMBANG_DATA: str({ default: 'data' }),
      TIMBANG_DATABASE_URL: str({ default: '' }),
      TIMBANG_ORIGIN: str({ default: '' }),
      TIMBANG_RETENTION: number({ default: 0 }),
    },
    {
      reporter: ({ errors }) => {
        const wrong = Object.entries(errors).map(
          ([name, error]) => `${name}: ${error?.message ?? 'is wrong'}`,
        );
        if (wrong.length > 0) throw new WrongSettings(wrong.join('\n'));
      },
    },
  );
  if (read.SHADOW_RATE < 0 || read.SHADOW_RATE > 1)
    throw new WrongSettings('SHADOW_RATE: a share from 0 to 1');
  if (!Number.isInteger(read.TIMBANG_MAX_BODY) || read.TIMBANG_MAX_BODY < 1) {
    throw new WrongSettings('TIMBANG_MAX_BODY: a whole number of bytes, at least 1');
  }
  if (!isLoopback(read.HOST)) {
    throw new WrongSettings(
      `HOST: without keys Timbang serves on loopback alone (127.0.0.1, ::1 or localhost), not on ${read.HOST}`,
    );
  }
  if (!Number.isInteger(read.TIMBANG_RETENTION) || read.TIMBANG_RETENTION < 0) {
    throw new WrongSettings('TIMBANG_RETENTION: a whole number of days; 0 keeps contents for ever');
  }
  if (!/^(postgres(ql)?:\/\/\S+)?$/.test(read.TIMBANG_DATABASE_URL)) {
    throw new WrongSettings('TIMBANG_DATABASE_URL: begins with postgres:// or postgresql://');
  }
  if (!/^[^\s+]{0,100}$/.test(read.TIMBANG_ORIGIN)) {
    throw new WrongSettings('TIMBANG_ORIGIN: up to 100 characters without spaces and plus signs');
  }
  return {
    port: read.PORT,
    host: read.HOST,
    rules: read.TIMBANG_RULES,
    language: read.TIMBANG_LANGUAGE,
    mask: read.TIMBANG_MASK,
    shadowRate: read.SHADOW_RATE,
    logLevel: read.LOG_LEVEL,
    maxBody: read.TIMBANG_MAX_BODY,
    data: read.TIMBANG_DATA,
    ...(read.TIMBANG_DATABASE_URL !== '' && { databaseUrl: read.TIMBANG_DATABASE_URL }),
    ...(read.TIMBANG_RETENTION > 0 && { retention: read.TIMBANG_RETENTION }),
    ...(read.TIMBANG_ORIGIN !== '' && { origin: read.TIMBANG_ORIGIN }),
  };
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}
