// What is asked for of the log -> an export in pieces, as NDJSON or CSV, made while the entries are read.
import type { Pack } from '../../policy/pack.js';
import { csvPieces } from './csv-export.js';
import type { CsvEntry } from './csv-export.js';
import type { Content } from '../log/entry.js';
import { exportLines } from './ndjson-export.js';
import type { Log } from '../log/log.js';
import { Masks } from './masks.js';
import { inclusionProof } from '../log/merkle.js';
import type { Records } from '../records/records.js';
import type { Filter, KeptEntry, Standing } from '../store.js';

export const exportFormats = ['ndjson', 'csv'] as const;

export interface ExportWanted {
  readonly format: (typeof exportFormats)[number];
  /** Null: everything. CSV has no place for entries that are neither evaluations nor refusals. */
  readonly filter: Filter | null;
  readonly masks: readonly string[];
  /** The columns of a CSV. */
  readonly outputs: readonly string[];
  /** What has no place below it is left to the next export. */
  readonly checkpoint: { readonly note: string; readonly size: number };
  readonly onEntry?: (entries: number, place: number) => void;
}

/** Standing is asked for so many at once. */
const atOnce = 50;
const found: Filter = { kinds: ['evaluation', 'refusal'] };

export function exportPieces(
  { records, log }: { readonly records: Records; readonly log: Log },
  wanted: ExportWanted,
): AsyncGenerator<string> {
  const { format, filter, checkpoint, outputs } = wanted;
  const { store, signer } = records;
  const masks = new Masks(wanted.masks);
  const packs = new Map<string, Pack>();
  const taken = format === 'csv' ? (filter ?? found) : (filter ?? undefined);
  const entries = noted(store.entries({ from: 0, to: checkpoint.size }, taken), wanted.onEntry);
  // Packs are read for the masks alone.
  const withPacks = masks.names.length === 0 ? entries : readPacks(entries, records, packs);
  const mask = (content: Content, { head }: KeptEntry): ReturnType<Masks['apply']> =>
    masks.apply(head.kind, content, packs.get(head.digest ?? ''));
  if (format === 'csv') {
    const about = { outputs, masks: masks.names, checkpoint: checkpoint.note };
    return csvPieces(maskedEntries(withPacks, mask, records), {
      ...about,
      filter: masks.filter(taken ?? {}),
    });
  }
  return exportLines({
    signer,
    keys: log.keys(),
    checkpoint: checkpoint.note,
    filter: filter && masks.filter(filter),
    entries: withPacks,
    ...(filter && {
      proofFor: (place: number) => inclusionProof(place, checkpoint.size, store.hashAt),
    }),
    ...(masks.names.length > 0 && {
      mask: (content: Content, entry: KeptEntry) => {
        const { content: shown, masked } = mask(content, entry);
        // Without its salt: nobody checks the hash of what was masked.
        return masked.length === 0 ? undefined : { content: shown as Content, masked };
      },
    }),
  });
}

async function* noted(
  entries: AsyncIterable<KeptEntry>,
  onEntry: ExportWanted['onEntry'],
): AsyncGenerator<KeptEntry> {
  let count = 0;
  for await (const entry of entries) {
    yield entry;
    count += 1;
    onEntry?.(count, entry.place ?? 0);
  }
}

/** A mask is read with the pack of its record. */
async function* readPacks(
  entries: AsyncIterable<KeptEntry>,
  records: Records,
  packs: Map<string, Pack>,
): AsyncGenerator<KeptEntry> {
  for await (const entry of entries) {
    const { digest } = entry.head;
    if (digest !== undefined && !packs.has(digest)) {
      const pack = await records.packOf(entry);
      if (pack) packs.set(digest, pack);
    }
    yield entry;
  }
}

async function* maskedEntries(
  entries: AsyncIterable<KeptEntry>,
  mask: (content: Content, entry: KeptEntry) => ReturnType<Masks['apply']>,
  { store }: Records,
): AsyncGenerator<CsvEntry> {
  let waiting: KeptEntry[] = [];
  const take = async function* (): AsyncGenerator<CsvEntry> {
    const standings = await store.standingsOf(waiting.map(({ head }) => head.id));
    for (const kept of waiting) {
      const content =
        kept.content === undefined ? undefined : mask(JSON.parse(kept.content) as Content, kept).content;
      yield { kept, standing: standings.get(kept.head.id) as Standing, ...(content && { content }) };
    }
    waiting = [];
  };
  for await (const entry of entries) {
    waiting.push(entry);
    if (waiting.length === atOnce) yield* take();
  }
  yield* take();
}

/** The outputs of these packs, each once. */
export function outputsOf(packs: readonly Pack[], { regulation }: Pick<Filter, 'regulation'>): string[] {
  const wanted = packs.filter((pack) => regulation === undefined || pack.regulation === regulation);
  return [...new Set(wanted.flatMap(({ outputs }) => outputs.map(({ name }) => name)))];
}
