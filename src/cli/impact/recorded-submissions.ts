// The recorded evaluations of a regulation that count -> submissions to compare versions on.
import type { Candidate } from '../../analysis/impact/candidate.js';
import { byOperator } from '../../audit/records/drafts.js';
import type { RecordingSettings } from '../../recording.js';
import type { SubmissionFile } from './submission-file.js';

export function recordedSubmissions(settings: RecordingSettings, regulation: string): SubmissionFile {
  return { size: undefined, position: () => 0, candidates: candidatesOf(settings, regulation) };
}

async function* candidatesOf(settings: RecordingSettings, regulation: string): AsyncGenerator<Candidate> {
  // Only here are the databases needed.
  const { openForCommand } = await import('../with-recording.js');
  const recording = await openForCommand(settings);
  try {
    const { records } = recording;
    await records.noteReading({ what: 'impact', regulation }, byOperator);
    for await (const reading of records.readings({ kinds: ['evaluation'], regulation, counts: true })) {
      if (reading.kind !== 'evaluation') continue;
      const { facts, subject } = reading.content.request;
      yield { id: reading.kept.head.id, facts, ...(subject !== undefined && { subject }) };
    }
  } finally {
    await recording.close();
  }
}
