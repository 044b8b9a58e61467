// One YAML file -> its data, and a way to say where in the file a value stands.
import { readFileSync, statSync } from 'node:fs';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Fault, Place } from './fault.js';
import type { FaultCode } from './fault-code.js';
import type { Bilingual } from './pack.js';

export type YamlPath = readonly (string | number)[];

export interface YamlFile {
  /** The name used in faults. */
  readonly name: string;
  readonly data: unknown;
  /** The fault at the value of a path, at an offset into a text value, or at the path's last key. */
  fault(path: YamlPath, code: FaultCode, message: Bilingual, at?: number | 'key'): Fault;
  /** Where the value of a path stands, or as `at` says. */
  place(path: YamlPath, at?: number | 'key'): Place;
}

const maxBytes = 2 * 1024 * 1024;

export function readYamlFile(path: string, name: string): YamlFile | Fault {
  const bytes = readBytes(path, name);
  return 'code' in bytes ? bytes : parseBytes(bytes, name);
}

/** What a rule file holds, unless it is too large to be one. */
export function readBytes(path: string, name: string): Buffer | Fault {
  if (statSync(path).size <= maxBytes) return readFileSync(path);
  return whole(name, 'file_too_large', {
    id: `lebih besar dari ${maxBytes} bita; bagilah menjadi beberapa berkas`,
    en: `is larger than ${maxBytes} bytes; split it`,
  });
}

/** Reads with YAML 1.2's core schema: dates stay texts; aliases, duplicate keys and `__proto__` are refused. */
export function parseBytes(bytes: Buffer, name: string): YamlFile | Fault {
  const text = textOf(bytes);
  if (text !== undefined) return parseYaml(text, name);
  return whole(name, 'not_utf8', {
    id: 'bukan teks UTF-8; simpanlah sebagai UTF-8',
    en: 'is not UTF-8 text; save it as UTF-8',
  });
}

/** The text, where it is one in UTF-8. */
export function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function parseYaml(text: string, name: string): YamlFile | Fault {
  let data: unknown;
  try {
    data = load(text, { schema: CORE_SCHEMA, maxAliases: 0 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return syntaxFault(error, name);
  }
  const file = new LocatedYaml(name, data, text);
  const forbidden = findForbiddenKey(data, []);
  if (forbidden) {
    const key = String(forbidden.at(-1));
    const message = { id: `kunci "${key}" tidak boleh dipakai`, en: `the key "${key}" is not allowed` };
    return file.fault(forbidden, 'forbidden_key', message);
  }
  return file;
}

function syntaxFault(error: YAMLException, name: string): Fault {
  const reason = error.reason || error.message;
  const line = (error.mark?.line ?? 0) + 1;
  const column = (error.mark?.column ?? 0) + 1;
  if (/maxAliases/.test(reason)) {
    return fault(name, line, Math.max(1, column - 1), 'alias', {
      id: 'alias YAML (*nama) tidak boleh dipakai; tulislah nilainya',
      en: 'YAML aliases (*name) are not allowed; write the value out',
    });
  }
  if (/empty/.test(reason)) return whole(name, 'empty_file', { id: 'berkas ini kosong', en: 'is empty' });
  const inIndonesian = syntaxReasons.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
  return fault(name, line, column, 'yaml_syntax', {
    id: `bukan YAML yang benar: ${inIndonesian}`,
    en: `is not valid YAML: ${reason}`,
  });
}

/** The reasons of js-yaml that people meet most; the others are quoted as they are. */
const syntaxReasons: readonly (readonly [RegExp, string])[] = [
  [/^duplicated mapping key/, 'kunci ini sudah ada'],
  [/^tab characters/, 'awal baris harus memakai spasi, bukan tab'],
  [/indentation/, 'banyaknya spasi di awal baris tidak sesuai dengan baris di atasnya'],
  [/end of the stream within a flow/, 'tanda [ atau { tidak ditutup'],
  [/end of the stream within a \w+ quoted/, 'tanda petik tidak ditutup'],
];

function findForbiddenKey(value: unknown, path: YamlPath): YamlPath | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return at;
    const found = findForbiddenKey(child, at);
    if (found) return found;
  }
  return undefined;
}

class LocatedYaml implements YamlFile {
  private parsed: { document: Document.Parsed; lines: LineCounter } | undefined;

  constructor(
    readonly name: string,
    readonly data: unknown,
    private readonly text: string,
  ) {}

  fault(path: YamlPath, code: FaultCode, message: Bilingual, at?: number | 'key'): Fault {
    return { severity: 'fault', ...this.place(path, at), code, message };
  }

  place(path: YamlPath, at?: number | 'key'): Place {
    const [line, column] = this.locate(path, at);
    return { file: this.name, line, column };
  }

  private locate(path: YamlPath, at?: number | 'key'): [number, number] {
    // Positions are needed only for faults, so the second parse waits until there is one.
    if (!this.parsed) {
      const lines = new LineCounter();
      this.parsed = {
        document: parseDocument(this.text, { lineCounter: lines, keepSourceTokens: true }),
        lines,
      };
    }
    const { document, lines } = this.parsed;
    let node: unknown = document.contents;
    let position = 0;
    for (const part of path) {
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part),
        );
        if (!pair) break;
        position = rangeStart(pair.key) ?? position;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.items[Number(part)];
        if (item === undefined) break;
        position = rangeStart(item) ?? position;
        node = item;
      } else break;
    }
    if (isScalar(node) && at !== 'key') {
      const start = rangeStart(node) ?? position;
      position = at === undefined ? start : this.offsetInScalar(start, node.type ?? 'PLAIN', at);
    }
    const { line, col } = lines.linePos(position);
    return [line, col];
  }

  /** A place inside a text value. Folded and escaped texts are only followed as far as their source runs alike. */
  private offsetInScalar(start: number, type: string, offset: number): number {
    if (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') return start + 1 + offset;
    if (type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED') return start + offset;
    let position = this.text.indexOf('\n', start) + 1;
    let left = offset;
    let indent: number | undefined;
    for (;;) {
      const end = this.text.indexOf('\n', position);
      const line = this.text.slice(position, end < 0 ? undefined : end);
      // The first line's indentation is the block's; what is deeper belongs to the text.
      indent ??= line.length - line.trimStart().length;
      const length = Math.max(0, line.length - indent) + 1;
      if (left < length || end < 0) return position + indent + Math.max(0, left);
      left -= length;
      position = end + 1;
    }
  }
}

function rangeStart(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0];
}

function fault(file: string, line: number, column: number, code: FaultCode, message: Bilingual): Fault {
  return { severity: 'fault', file, line, column, code, message };
}

/** The fault of a file or folder as a whole. */
export function whole(file: string, code: FaultCode, message: Bilingual): Fault {
  return fault(file, 1, 1, code, message);
}

export function isFault(value: YamlFile | Fault): value is Fault {
  return 'code' in value;
}
