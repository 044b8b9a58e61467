// GET /v1/log…: the log's keys, its checkpoint, and proofs that one checkpoint follows from another.
import { Router } from 'express';
import type { Log } from '../audit/log/log.js';
import { problem } from './problems.js';
import { readQuery } from './query.js';
import { readable } from './readable.js';

const size = { takes: (text: string) => /^[1-9]\d{0,14}$/.test(text), what: 'a number of entries' };

export function logRoutes(log: Log): Router {
  const router = Router();
  readable(router, '/keys', (request, response) => {
    readQuery(request, {});
    response.json({ origin: log.origin, keys: log.keys() });
  });
  readable(router, '/checkpoint', async (request, response) => {
    readQuery(request, {});
    response.type('text/plain').send((await checkpointOf(log)).note);
  });
  readable(router, '/consistency', async (request, response) => {
    const { from, to } = readQuery(request, { from: size, to: size });
    const checkpoint = await checkpointOf(log);
    const later = to === undefined ? checkpoint.size : Number(to);
    const earlier = Number(from ?? later);
    if (later > checkpoint.size || earlier > later) {
      const message = `sizes go from 1 to ${checkpoint.size}, and "from" comes before "to"`;
      throw problem(400, 'invalid_parameter', 'Invalid parameter', `There is no such proof: ${message}.`, [
        { parameter: later > checkpoint.size ? 'to' : 'from', message },
      ]);
    }
    response.json({ ...(await log.consistency(earlier, later)), checkpoint: checkpoint.note });
  });
  return router;
}

async function checkpointOf(log: Log): Promise<{ note: string; size: number }> {
  const checkpoint = await log.checkpoint();
  if (checkpoint) return checkpoint;
  throw problem(404, 'no_checkpoint', 'No checkpoint', 'Nothing has been recorded yet.');
}
