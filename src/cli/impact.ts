// timbang impact A B: what replacing version A by B would do to the submissions of a file, or to those recorded.
import { impactOf } from '../analysis/impact/impact.js';
import type { ImpactReport } from '../analysis/impact/report.js';
import { impactText } from '../analysis/impact/text.js';
import type { Language } from '../explanation/words.js';
import { impactPage } from '../pages/impact-page.js';
import type { Pack } from '../policy/pack.js';
import { csvHeader, csvRows, outputsOf } from './impact/csv.js';
import { recordedSubmissions } from './impact/recorded-submissions.js';
import { loadPack, WrongUse } from './packs.js';
import { startProgress } from './progress.js';
import { openSubmissions } from './impact/submission-file.js';
import type { SubmissionFile } from './impact/submission-file.js';
import type { RecordingSettings } from '../recording.js';
import { WholeFile } from './impact/whole-file.js';

export const impactFormats = ['text', 'json', 'csv', 'html'] as const;

export interface ImpactOptions extends RecordingSettings {
  readonly rules: string;
  /** A file with a submission a line, or - for standard input. */
  readonly on?: string;
  /** Instead of a file. */
  readonly recorded?: boolean;
  readonly language: Language;
  readonly format: (typeof impactFormats)[number];
  /** A file; standard output when left out. */
  readonly out?: string;
  readonly threads: number;
}

export async function impact(before: string, after: string, options: ImpactOptions): Promise<number> {
  const [old, now] = [loadPack(before, options), loadPack(after, options)];
  const file = submissionsOf(options, old);
  const output = new WholeFile(options.out);
  const progress = startProgress({ id: 'pengajuan', en: 'submissions' }, options.language);
  const stop = (): void => {
    progress.stop();
    output.remove();
    process.stderr.write(`${stopped[options.language]}\n`);
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    const outputs = outputsOf(old, now);
    const isCsv = options.format === 'csv';
    if (isCsv) output.write(csvHeader(outputs));
    const report = await impactOf({
      before: old,
      after: now,
      candidates: file.candidates,
      threads: options.threads,
      onProgress: (done) => progress.update(done, file.size && Math.min(1, file.position() / file.size)),
      ...(isCsv && { onChanged: (changed) => output.write(csvRows(changed, outputs)) }),
    });
    progress.stop();
    if (!isCsv) output.write(render(report, [old, now], options));
    await output.finish();
    return 0;
  } catch (error) {
    progress.stop();
    output.remove();
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}

function submissionsOf({ on, recorded = false, ...settings }: ImpactOptions, pack: Pack): SubmissionFile {
  if (recorded === (on !== undefined)) {
    throw new WrongUse({ id: 'sebutkan --on BERKAS atau --recorded', en: 'name --on FILE or --recorded' });
  }
  return on === undefined ? recordedSubmissions(settings, pack.regulation) : openSubmissions(on);
}

const stopped = {
  id: 'Dihentikan; tidak ada yang ditulis.',
  en: 'Stopped; nothing was written.',
};

function render(
  report: ImpactReport,
  packs: readonly [Pack, Pack],
  { format, language }: ImpactOptions,
): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return format === 'html' ? impactPage(report, packs, language) : impactText(report, language);
}
