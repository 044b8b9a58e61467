// Who asked, in which request: what a record says of it.
import type { Response } from 'express';
import type { Asked } from '../audit/records/drafts.js';
import { requestIdOf } from './problems.js';

export function askedIn(response: Response): Asked {
  return { by: null, requestId: requestIdOf(response) };
}
