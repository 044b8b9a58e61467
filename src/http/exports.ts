// GET /v1/exports and GET /v1/evaluations/{id}/objection-pack: what leaves the service as a file. Each is recorded.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Response } from 'express';
import type { Pack } from '../policy/pack.js';
import type { Catalog } from '../evaluation/catalog.js';
import type { Language } from '../explanation/words.js';
import { exportFormats, exportPieces, outputsOf } from '../audit/exports/exports.js';
import type { ExportWanted } from '../audit/exports/exports.js';
import type { Log } from '../audit/log/log.js';
import { checkMasks, masksIn, WrongMask } from '../audit/exports/masks.js';
import { objectionProof } from '../audit/exports/objection-pack.js';
import type { Records } from '../audit/records/records.js';
import type { Standing } from '../audit/store.js';
import { objectionPage } from '../pages/objection-page.js';
import { askedIn } from './asked.js';
import { filterForms, filterOf } from './filters.js';
import { evaluationIn, proofIn } from './found.js';
import { problem } from './problems.js';
import { readQuery, wrongParameter } from './query.js';

export interface ExportDependencies {
  readonly catalog: () => Catalog;
  readonly records: Records;
  readonly log: Log;
  readonly language: Language;
  /** What exports do not show unless they are told otherwise. */
  readonly masks: readonly string[];
}

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' };

export function getExport(dependencies: ExportDependencies): RequestHandler {
  const { catalog, records, log } = dependencies;
  return async (request, response) => {
    const {
      format = 'ndjson',
      mask,
      ...given
    } = readQuery(request, {
      ...filterForms,
      format: exportFormats,
      mask: { takes: (text: string) => text.length <= 2000, what: 'names with commas between them' },
    });
    const packs = catalog().all.map(({ pack }) => pack);
    const masks = mask === undefined ? dependencies.masks : masksOf(mask, packs);
    const filter = Object.keys(given).length === 0 ? null : filterOf(given);
    const checkpoint = await log.checkpoint();
    if (!checkpoint) throw problem(404, 'no_checkpoint', 'No checkpoint', 'Nothing has been recorded yet.');
    const what = { what: 'export', format, filter, masks };
    await records.noteReading(what, askedIn(response), { subject: filter?.subject });
    response.attachment(`timbang-${new Date().toISOString().slice(0, 10)}.${format}`);
    response.type(types[format as ExportWanted['format']]);
    if (request.method === 'HEAD') return void response.end();
    const outputs = outputsOf(packs, filter ?? {});
    const wanted = { format: format as ExportWanted['format'], filter, masks, outputs, checkpoint };
    await send(exportPieces({ records, log }, wanted), response);
  };
}

function masksOf(text: string, packs: readonly Pack[]): string[] {
  const masks = masksIn(text);
  try {
    checkMasks(masks, packs);
  } catch (error) {
    if (error instanceof WrongMask) throw wrongParameter('mask', error.says.en);
    throw error;
  }
  return masks;
}

/** No faster than it is taken; who goes away ends the reading. */
async function send(pieces: AsyncIterable<string>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(gathered(pieces), { objectMode: false }), response);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

const pieceSize = 65_536;

async function* gathered(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < pieceSize) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

export function getObjectionPack({
  records,
  log,
  language: usual,
}: ExportDependencies): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { language = usual } = readQuery(request, { language: ['id', 'en'] });
    const reading = await evaluationIn(records, request.params.id);
    const { id } = reading.kept.head;
    const proof = await proofIn(log, reading.kept, response);
    await records.noteReading({ what: 'objection_pack' }, askedIn(response), { about: id });
    const standing = (await records.store.standingOf(id)) as Standing;
    const page = objectionPage(
      { reading, standing, proof: objectionProof(reading, proof) },
      language as Language,
    );
    response.attachment(`timbang-${id}.html`);
    response.setHeader('Content-Language', language);
    response.type('text/html').send(page);
  };
}
