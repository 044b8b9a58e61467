// The words for kinds, parts and properties of a pack, in both languages.
import type { Bilingual, Fact, SourceDocument, Table } from '../../policy/pack.js';
import type { ConditionPart, Part, SubjectKind, TextPart } from './change.js';

export const tableKindWords: Readonly<Record<Table['kind'], Bilingual>> = {
  lookup: { id: 'tabel kunci', en: 'look-up' },
  band: { id: 'tabel rentang', en: 'bands' },
  marginal: { id: 'tarif berlapis', en: 'marginal scale' },
};

export const factKindWords: Readonly<Record<Fact['type'], Bilingual>> = {
  boolean: { id: 'ya atau tidak', en: 'yes or no' },
  number: { id: 'angka', en: 'number' },
  integer: { id: 'bilangan bulat', en: 'whole number' },
  date: { id: 'tanggal', en: 'date' },
  text: { id: 'teks', en: 'text' },
  choice: { id: 'pilihan', en: 'choice' },
  object: { id: 'kelompok data', en: 'group of facts' },
  list: { id: 'daftar', en: 'list' },
};

export const documentKindWords: Readonly<Record<SourceDocument['kind'], Bilingual>> = {
  law: { id: 'peraturan', en: 'law' },
  circular: { id: 'surat edaran', en: 'circular' },
  article: { id: 'artikel', en: 'article' },
  working_paper: { id: 'kertas kerja', en: 'working paper' },
};

export const subjectWords: Readonly<Record<SubjectKind, Bilingual>> = {
  manifest: { id: 'Versi', en: 'Version' },
  document: { id: 'Dokumen', en: 'Document' },
  output: { id: 'Keluaran', en: 'Output' },
  gap: { id: 'Yang tidak dimuat', en: 'Not encoded' },
  transitional: { id: 'Ketentuan peralihan', en: 'Transitional provision' },
  question: { id: 'Pertanyaan terbuka', en: 'Open question' },
  fact: { id: 'Isian', en: 'Fact' },
  parameter: { id: 'Parameter', en: 'Parameter' },
  table: { id: 'Tabel', en: 'Table' },
  clause: { id: 'Klausul', en: 'Clause' },
};

export const textPartWords: Readonly<Record<TextPart, Bilingual>> = {
  title: { id: 'judul', en: 'title' },
  text: { id: 'teks', en: 'text' },
  label: { id: 'sebutan', en: 'label' },
  help: { id: 'penjelasan', en: 'help' },
  summary: { id: 'ringkasan', en: 'summary' },
  reason: { id: 'alasan', en: 'reason' },
  chosen: { id: 'tafsir yang dipilih', en: 'reading chosen' },
  read: { id: 'yang sudah dibaca', en: 'what was read' },
  says: { id: 'kalimat syarat', en: 'sentence of the condition' },
  value_label: { id: 'sebutan pilihan', en: 'label of the choice' },
};

export const partWords: Readonly<Record<Part, Bilingual>> = {
  regulation: { id: 'peraturan', en: 'regulation' },
  in_force: { id: 'masa berlaku', en: 'span in force' },
  decided_by: { id: 'isian penentu hukum yang berlaku', en: 'fact that decides which law applies' },
  authors: { id: 'penyusun', en: 'authors' },
  kind: { id: 'jenis', en: 'kind' },
  number: { id: 'nomor', en: 'number' },
  date: { id: 'tanggal', en: 'date' },
  url: { id: 'alamat', en: 'address' },
  rounding: { id: 'pembulatan', en: 'rounding' },
  unit: { id: 'satuan', en: 'unit' },
  alternatives: { id: 'tafsir lain', en: 'alternatives' },
  clauses: { id: 'klausul terkait', en: 'clauses concerned' },
  citation: { id: 'sumber', en: 'source' },
  type: { id: 'jenis isian', en: 'type' },
  required: { id: 'wajib diisi', en: 'required' },
  required_when: { id: 'wajib diisi bila', en: 'required when' },
  at_least: { id: 'paling sedikit', en: 'at least' },
  at_most: { id: 'paling banyak', en: 'at most' },
  above: { id: 'lebih dari', en: 'above' },
  below: { id: 'kurang dari', en: 'below' },
  max_length: { id: 'panjang teks paling banyak', en: 'longest text' },
  pattern: { id: 'pola teks', en: 'pattern' },
  min_items: { id: 'banyaknya paling sedikit', en: 'fewest elements' },
  max_items: { id: 'banyaknya paling banyak', en: 'most elements' },
  choice: { id: 'pilihan', en: 'choice' },
  by: { id: 'kunci', en: 'keys' },
  dates: { id: 'masa berlaku', en: 'dates in force' },
  each: { id: 'dinilai untuk setiap', en: 'evaluated for each' },
  part_of: { id: 'bagian dari kelompok', en: 'part of the group' },
  defines: { id: 'nilai yang ditetapkan', en: 'value that it defines' },
  keeps: { id: 'mempertahankan versi', en: 'keeps version' },
  not_encoded: { id: 'celah bila tidak ada baris', en: 'gap where there is no row' },
  condition_name: { id: 'nama syarat', en: 'name of the condition' },
};

export const conditionPartWords: Readonly<Record<ConditionPart, Bilingual>> = {
  applies_when: { id: 'berlaku bila', en: 'applies when' },
  requires: { id: 'syarat', en: 'requirement' },
  refuses_when: { id: 'ditolak bila', en: 'refuses when' },
  when: { id: 'bila', en: 'when' },
};
