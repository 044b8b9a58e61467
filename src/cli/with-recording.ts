// Commands that work on the records: opened for them, given places when they end, and closed.
import { openRecording } from '../recording.js';
import type { Recording, RecordingSettings } from '../recording.js';
import type { EvaluationReading, Reading } from '../audit/records/records.js';
import { isUuid } from '../audit/log/entry.js';
import { WrongUse } from './packs.js';

export async function openForCommand(settings: RecordingSettings): Promise<Recording> {
  const recording = await openRecording(settings);
  recording.sequence(() => undefined);
  return recording;
}

export async function withRecording<T>(
  settings: RecordingSettings,
  act: (recording: Recording) => Promise<T>,
): Promise<T> {
  const recording = await openForCommand(settings);
  try {
    return await act(recording);
  } finally {
    await recording.close();
  }
}

export async function readingOf({ records }: Recording, id: string): Promise<Reading> {
  const reading = isUuid(id) ? await records.read(id) : undefined;
  if (reading) return reading;
  throw new WrongUse({ id: `tidak ada evaluasi "${id}"`, en: `there is no evaluation "${id}"` });
}

export async function evaluationOf(recording: Recording, id: string): Promise<EvaluationReading> {
  const reading = await readingOf(recording, id);
  if (reading.kind === 'evaluation') return reading;
  throw new WrongUse(
    reading.kind === 'gone'
      ? { id: `isi evaluasi ${id} sudah tidak ada`, en: `the content of evaluation ${id} is gone` }
      : { id: `${id} adalah penolakan, tanpa nilai`, en: `${id} is a refusal, without scores` },
  );
}
