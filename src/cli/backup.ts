// timbang backup and timbang restore: all records to a folder, and back into an empty store of either database.
import { byOperator } from '../audit/records/drafts.js';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from '../audit/backup/backup.js';
import type { Progress as Report } from '../audit/backup/backup.js';
import { checkedManifest, recordsManifest, UnusableBackup } from '../audit/backup/format.js';
import type { RecordsManifest } from '../audit/backup/format.js';
import { restore } from '../audit/backup/restore.js';
import { openCheckpoints } from '../audit/log/checkpoints.js';
import { erasedKeyIds } from '../audit/sql/erasures.js';
import { UnusableRecords } from '../audit/unusable.js';
import type { Language } from '../explanation/words.js';
import { erasuresFile, openStore } from '../recording.js';
import type { RecordingSettings } from '../recording.js';
import { startProgress } from './progress.js';
import { withRecording } from './with-recording.js';

export interface BackupOptions extends RecordingSettings {
  readonly language: Language;
}

const entries = { id: 'catatan', en: 'entries' };

export async function backUp(folder: string, { language, ...settings }: BackupOptions): Promise<number> {
  return saying(language, async (report) => {
    const { tree } = await withRecording(settings, ({ store }) => backup(store, folder, report));
    return words.backedUp[language](tree.size, folder);
  });
}

export interface RestoreOptions extends BackupOptions {
  readonly acceptLoss?: boolean;
}

export async function restoreBackup(
  folder: string,
  { language, acceptLoss = false, ...settings }: RestoreOptions,
): Promise<number> {
  const { data } = settings;
  if (!existsSync(join(data, 'log', 'keys.txt')))
    throw new UnusableRecords(
      `${join(data, 'keys')} and ${join(data, 'log')} are missing; put them back first`,
    );
  return saying(language, async (report) => {
    if (!acceptLoss) await mustHoldAllThatWasSigned(folder, data);
    const file = erasuresFile(data);
    const erased = existsSync(file) ? await erasedKeyIds(file) : new Set<string>();
    const store = await openStore(settings);
    let size: number;
    try {
      const { tree } = await restore(folder, store, { erased, progress: report });
      size = tree.size;
    } finally {
      await store.close();
    }
    const lost = acceptLoss ? putAside(data) : undefined;
    await withRecording(settings, ({ records }) =>
      records.note({
        kind: 'restore',
        ...byOperator,
        content: { size, ...(lost !== undefined && { lost }) },
      }),
    );
    return words.restored[language](size);
  });
}

async function mustHoldAllThatWasSigned(folder: string, data: string): Promise<void> {
  const { tree } = await checkedManifest<RecordsManifest>(folder, recordsManifest, 'backup/1');
  const signed = Number(openCheckpoints(data).last()?.split('\n')[1] ?? 0);
  if (tree.size >= signed) return;
  throw new UnusableRecords(
    `the backup holds ${tree.size} entries of the log, but ${signed} had been signed; restore a newer one, or say --accept-loss`,
  );
}

/** The checkpoints that the restored log may contradict are kept. @returns the last of them. */
function putAside(data: string): string | undefined {
  const last = openCheckpoints(data).last();
  const file = join(data, 'log', 'checkpoints.txt');
  if (existsSync(file)) renameSync(file, join(data, 'log', `checkpoints.before-${Date.now()}.txt`));
  return last;
}

async function saying(language: Language, act: (report: Report) => Promise<string>): Promise<number> {
  const progress = startProgress(entries, language);
  try {
    const said = await act(({ done, total }) =>
      progress.update(done, total === 0 ? undefined : done / total),
    );
    progress.stop();
    console.log(said);
    return 0;
  } catch (error) {
    progress.stop();
    if (!(error instanceof UnusableBackup)) throw error;
    console.error(error.message);
    return 1;
  }
}

const words = {
  backedUp: {
    id: (size: number, folder: string) =>
      `${size} catatan log disalin ke ${folder}. Simpan content-keys terpisah, dan hanya yang terbaru; keys/ dan log/ disalin sendiri.`,
    en: (size: number, folder: string) =>
      `${size} entries of the log were copied to ${folder}. Keep its content-keys apart, and only the newest; copy keys/ and log/ yourself.`,
  },
  restored: {
    id: (size: number) => `${size} catatan log dipulihkan, dan pohonnya sama dengan yang ditandatangani.`,
    en: (size: number) =>
      `${size} entries of the log were restored, and their tree is the one that was signed.`,
  },
};
