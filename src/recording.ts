// The records put together by hand: store, signing keys, recorder, log, sequencer; and closed in order.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithStore, openCheckpoints } from './audit/log/checkpoints.js';
import type { Checkpoints } from './audit/log/checkpoints.js';
import { makeFolder } from './policy/durable-file.js';
import { Log } from './audit/log/log.js';
import { Records } from './audit/records/records.js';
import { Sequencer } from './audit/log/sequencer.js';
import type { Alarm } from './audit/log/sequencer.js';
import { openSigningKeys, proposeOrigin } from './audit/log/signing-keys.js';
import type { SigningKeys } from './audit/log/signing-keys.js';
import { openPostgres } from './audit/sql/postgres.js';
import { openSqlite } from './audit/sql/sqlite.js';
import type { SqlStore } from './audit/sql/sql-store.js';
import type { Store } from './audit/store.js';
import { UnusableRecords } from './audit/unusable.js';
import type { RecordingStatus } from './http/status.js';
import type { Settings } from './settings.js';

export type RecordingSettings = Pick<Settings, 'data' | 'databaseUrl' | 'origin'>;

const { version: program } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

export class Recording {
  readonly records: Records;
  readonly log: Log;
  private sequencer: Sequencer | undefined;
  private state: Pick<RecordingStatus, 'alarm' | 'lastCheckpoint' | 'placed'>;

  constructor(
    readonly store: SqlStore,
    readonly keys: SigningKeys,
    private readonly checkpoints: Checkpoints,
    placed: number,
  ) {
    this.records = new Records({ store, signer: keys, program });
    this.log = new Log({ store, origin: keys.origin, keys: () => keys.keys() });
    this.state = { alarm: null, lastCheckpoint: null, placed };
  }

  get status(): RecordingStatus {
    return { store: this.store.name.split(' ', 1)[0] ?? '', origin: this.keys.origin, ...this.state };
  }

  /** Gives records their places from now on. @param onAlarm is told what a person must look at. */
  sequence(onAlarm: (alarm: Alarm) => void): void {
    this.sequencer = new Sequencer({
      store: this.store,
      signer: this.keys,
      publish: (checkpoint) => this.checkpoints.append(checkpoint),
      onPlaced: ({ size }) => {
        this.state = { ...this.state, placed: size, lastCheckpoint: new Date().toISOString() };
      },
      onRest: () => {
        this.state = { ...this.state, alarm: null };
        this.keys.refresh();
      },
      onAlarm: (alarm) => {
        this.state = { ...this.state, alarm: sentenceOf(alarm) };
        onAlarm(alarm);
      },
    });
    this.sequencer.start();
  }

  async close(): Promise<void> {
    await this.sequencer?.stop();
    await this.store.close();
  }
}

/** Throws StoreUnavailable and UnusableRecords. */
export async function openRecording({ data, databaseUrl, origin }: RecordingSettings): Promise<Recording> {
  // Personal data and keys are in it.
  makeFolder(data, 0o700);
  const store = await openStore({ data, ...(databaseUrl !== undefined && { databaseUrl }) });
  const checkpoints = openCheckpoints(data);
  let keys: SigningKeys;
  try {
    const name = await originOf(store, data, origin);
    keys = openSigningKeys(data, { origin: name });
    const agreement = await compareWithStore(checkpoints.last(), { origin: name, store });
    if (agreement.kind !== 'ok') throw unusable(agreement.says);
  } catch (error) {
    await store.close();
    throw error;
  }
  const { size } = await store.tree();
  return new Recording(store, keys, checkpoints, size);
}

export function erasuresFile(data: string): string {
  return join(data, 'log', 'erased.ndjson');
}

/** Throws StoreUnavailable; an Error where the database does not keep what is committed. */
export function openStore({
  data,
  databaseUrl,
}: Pick<RecordingSettings, 'data' | 'databaseUrl'>): Promise<SqlStore> {
  const erasures = erasuresFile(data);
  return databaseUrl === undefined
    ? openSqlite(join(data, 'timbang.sqlite'), { erasures })
    : openPostgres(databaseUrl, { erasures });
}

/** The log's name, on which the store, the keys and the settings must agree. */
async function originOf(store: Store, data: string, wanted: string | undefined): Promise<string> {
  const hasKeys = existsSync(join(data, 'log', 'keys.txt'));
  const proposed = hasKeys ? proposeOrigin(data) : (wanted ?? proposeOrigin(data));
  const kept = await store.origin(proposed);
  if (!hasKeys && (await hasEntries(store)))
    throw unusable(
      `the store is of the log ${kept}, whose signing keys are missing in ${data}: put keys/ and log/ back`,
    );
  if (hasKeys && kept !== proposed)
    throw unusable(`the store is of the log ${kept}, the signing keys in ${data} are of ${proposed}`);
  if (wanted !== undefined && wanted !== kept)
    throw unusable(`the log is called ${kept}, not ${wanted}; leave TIMBANG_ORIGIN out`);
  return kept;
}

async function hasEntries(store: Store): Promise<boolean> {
  return (await store.tree()).size > 0 || (await store.unplaced()).count > 0;
}

function unusable(says: string): UnusableRecords {
  return new UnusableRecords(`${says} (docs/operating.md says what to do)`);
}

function sentenceOf(alarm: Alarm): string {
  return alarm.kind === 'unplaced'
    ? `${alarm.count} records have no place in the log; the oldest is of ${alarm.oldest}`
    : 'records cannot be given places in the log; see the log of the service';
}
