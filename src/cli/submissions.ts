// A file of submissions -> requests: one JSON document, or NDJSON with one a line; every fault at its line.
import { readFileSync } from 'node:fs';
import { checkEvaluationRequest } from '../http/envelope.js';
import type { EvaluationRequest } from '../http/envelope.js';
import { WrongUse } from './packs.js';

interface Line {
  readonly value: unknown;
  readonly line: number;
}

/** @param path - for standard input. @param regulation for submissions that name none. */
export function readSubmissions(path: string, regulation: string | undefined): EvaluationRequest[] {
  const lines = parseFile(readText(path), path);
  const requests: EvaluationRequest[] = [];
  const faults: string[] = [];
  for (const { value, line } of lines) {
    const checked = checkEvaluationRequest(withRegulation(value, regulation));
    if ('request' in checked) requests.push(checked.request);
    else
      for (const { pointer, message } of checked.faults)
        faults.push(`${path}:${line}:1 ${pointer || '/'} ${message}`);
  }
  // As apps are told them, in English.
  const all = faults.join('\n');
  if (faults.length > 0) throw new WrongUse({ id: all, en: all });
  return requests;
}

/** What a case expects of a submission may stand beside it; it is not part of the request. */
function withRegulation(value: unknown, regulation: string | undefined): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const request: Record<string, unknown> = { ...(regulation !== undefined && { regulation }), ...value };
  delete request['expect'];
  return request;
}

function readText(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as { code?: string };
    throw new WrongUse({ id: `${path} tidak dapat dibaca: ${code}`, en: `${path} cannot be read: ${code}` });
  }
}

function parseFile(text: string, path: string): Line[] {
  if (text.trim() === '')
    throw new WrongUse({ id: `${path}:1:1 berkas ini kosong`, en: `${path}:1:1 the file is empty` });
  const whole = parse(text);
  if (!(whole instanceof SyntaxError)) return [{ value: whole, line: 1 }];
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }));
  const filled = lines.filter((line) => line.text.trim() !== '');
  // When already the first line is no document of its own, the file was meant as one.
  if (parse(filled[0]?.text ?? '') instanceof SyntaxError)
    throw notJson(`${path}:${place(text, whole)}`, whole);
  return filled.map((line) => {
    const value = parse(line.text);
    if (value instanceof SyntaxError) throw notJson(`${path}:${line.number}:1`, value);
    return { value, line: line.number };
  });
}

function notJson(at: string, { message }: SyntaxError): WrongUse {
  return new WrongUse({ id: `${at} bukan JSON: ${message}`, en: `${at} is not JSON: ${message}` });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

/** line:column, from the position that the parser tells, or the end where the text stops short. */
function place(text: string, error: SyntaxError): string {
  const told = /position (\d+)/.exec(error.message)?.[1];
  const before = text.slice(0, told === undefined ? text.trimEnd().length : Number(told)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
