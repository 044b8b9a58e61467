// timbang table: the rows of a table out to a spreadsheet, and back; or for good into a CSV beside its YAML.
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { didYouMean } from '../policy/fault.js';
import type { Fault } from '../policy/fault.js';
import type { Bilingual } from '../policy/pack.js';
import { readReleased, releasedFile, readReleases } from '../policy/releases.js';
import { writeDurably } from '../policy/durable-file.js';
import { csvBeside, importRows, moveRows } from '../policy/table/change-table.js';
import type { Change } from '../policy/table/change-table.js';
import type { Separator } from '../policy/table/csv-lines.js';
import type { Counts } from '../policy/table/same-rows.js';
import { openTable } from '../policy/table/open-table.js';
import type { OpenTable } from '../policy/table/open-table.js';
import { csvOf, shownColumns } from '../policy/table/write-csv.js';
import { report } from './check.js';
import { findPack, WrongUse } from './packs.js';
import type { NamedFolder } from './packs.js';

export interface TableOptions {
  readonly rules: string;
  readonly language: keyof Bilingual;
}

export interface ExportOptions extends TableOptions {
  readonly separator: Separator;
}

/** Without a file the CSV is printed. */
export function exportTable(
  pack: string,
  table: string,
  file: string | undefined,
  { separator, ...options }: ExportOptions,
): number {
  return withTable(pack, table, options, ({ columns, rows, faults }) => {
    if (faults.length > 0) return report(faults, options.language);
    const csv = csvOf(shownColumns(columns, rows), rows, separator);
    // Without the mark Excel takes letters beyond ASCII for others.
    const text = /^[\0-\x7f]*$/.test(csv) ? csv : `\uFEFF${csv}`;
    if (file === undefined) process.stdout.write(text);
    else writeTo(file, text);
    return 0;
  });
}

export function importTable(pack: string, table: string, file: string, options: TableOptions): number {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new WrongUse({ id: `tidak ada berkas "${file}"`, en: `there is no file "${file}"` });
  }
  return withDraft(pack, table, options, (open, named) => {
    const change = importRows(named, open, file);
    if ('faults' in change || change.changes.size > 0) return make(change, named, options);
    console.log({ id: 'tidak ada yang berubah', en: 'nothing changes' }[options.language]);
    return 0;
  });
}

export function moveTable(pack: string, table: string, options: TableOptions): number {
  return withDraft(pack, table, options, (open, named) => {
    const csv = csvBeside(open);
    if (open.csv) {
      const { path } = open.csv;
      const there = {
        id: `isi tabel ini sudah ada di ${path}`,
        en: `the rows of this table are in ${path} already`,
      };
      return refuse(there, options);
    }
    if (existsSync(join(named.folder, csv))) {
      return refuse({ id: `berkas ${csv} sudah ada`, en: `there is a file ${csv} already` }, options);
    }
    return make(moveRows(named, open), named, options);
  });
}

/** A released version never changes. */
function withDraft(
  pack: string,
  table: string,
  options: TableOptions,
  use: (table: OpenTable, pack: NamedFolder) => number,
): number {
  const { folder, name } = findPack(pack, options.rules);
  const version = resolve(folder);
  const rules = dirname(dirname(version));
  const faults: Fault[] = [];
  const releases = readReleases(readReleased(rules), join(rules, releasedFile), faults);
  if (faults.length > 0) return report(faults, options.language);
  if (!releases.of(basename(dirname(version)), basename(version))) {
    return withTable(pack, table, options, use);
  }
  const released = {
    id: `${name} sudah dirilis dan tidak berubah lagi; buatlah versi baru dan ubahlah di sana`,
    en: `${name} is released and never changes; make a new version and change it there`,
  };
  return refuse(released, options);
}

function withTable(
  pack: string,
  table: string,
  { rules, language }: TableOptions,
  use: (table: OpenTable, pack: NamedFolder) => number,
): number {
  const named = findPack(pack, rules);
  const opening = openTable(named.folder, named.name, table);
  if ('table' in opening) return use(opening.table, named);
  if ('faults' in opening) return report(opening.faults, language);
  const near = didYouMean(table, opening.names);
  throw new WrongUse({
    id: `tidak ada tabel "${table}" di ${named.name}${near.id}`,
    en: `there is no table "${table}" in ${named.name}${near.en}`,
  });
}

function make(change: Change, { folder, name }: NamedFolder, { language }: TableOptions): number {
  if ('faults' in change) return report(change.faults, language);
  for (const [path, text] of change.changes) writeTo(join(folder, path), text);
  const files = [...change.changes.keys()].map((path) => `${name}/${path}`).join(', ');
  const written = { id: `ditulis: ${files}`, en: `written: ${files}` }[language];
  console.log(change.counts ? `${countsIn(change.counts)[language]}; ${written}` : written);
  return 0;
}

function countsIn({ changed, added, removed }: Counts): Bilingual {
  return {
    id: `baris: ${changed} berubah, ${added} baru, ${removed} dihapus`,
    en: `rows: ${changed} changed, ${added} new, ${removed} removed`,
  };
}

function refuse(why: Bilingual, { language }: TableOptions): number {
  console.error(why[language]);
  return 1;
}

function writeTo(path: string, text: string): void {
  try {
    writeDurably(path, { text });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR') throw error;
    throw new WrongUse({
      id: `${path} tidak dapat ditulis (${code})`,
      en: `${path} cannot be written (${code})`,
    });
  }
}
