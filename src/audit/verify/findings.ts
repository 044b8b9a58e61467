// What a verification finds and what it could not look at, as sentences for people.

export interface Sentence {
  readonly id: string;
  readonly en: string;
}

export interface Finding {
  readonly code: keyof typeof found;
  /** Counted from 1; absent where it is about the whole file or another one. */
  readonly line?: number;
  /** Where that line begins, counted from 0. */
  readonly byte?: number;
  readonly says: Sentence;
}

export type At = Pick<Finding, 'line' | 'byte'>;
export type Words = Readonly<Record<string, string | number | Sentence>>;

export class Findings {
  readonly all: Finding[] = [];

  /** @param limit after which nothing more is looked for. */
  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.all.length >= this.limit;
  }

  add(code: Finding['code'], at: At, words: Words = {}): void {
    if (!this.isFull) this.all.push({ code, ...at, says: fill(found[code], words) });
  }
}

export function notChecked(code: keyof typeof unchecked, words: Words = {}): Sentence {
  return fill(unchecked[code], words);
}

function fill({ id, en }: Sentence, words: Words): Sentence {
  const put = (text: string, language: 'id' | 'en'): string =>
    text.replace(/\{(\w+)\}/g, (slot, name: string) => {
      const word = words[name];
      return word === undefined ? slot : String(typeof word === 'object' ? word[language] : word);
    });
  return { id: put(id, 'id'), en: put(en, 'en') };
}

export const things = {
  receipt: { id: 'tanda terima', en: 'receipt' },
  checkpoint: { id: 'titik periksa', en: 'checkpoint' },
  kept: { id: 'titik periksa yang Anda simpan', en: 'checkpoint you kept' },
  seal: { id: 'segel', en: 'seal' },
  key: { id: 'pengantar kunci', en: "key's introduction" },
} satisfies Record<string, Sentence>;

const found = {
  not_recognised: {
    id: 'bukan ekspor, bukti, atau jawaban Timbang, atau sudah diubah hingga tidak dikenali',
    en: 'this is no export, proof or answer of Timbang, or it was altered beyond recognition',
  },
  cut_off: { id: 'berkas terpotong di tengah baris', en: 'the file is cut off within a line' },
  no_seal: {
    id: 'baris terakhir bukan segel: berkas terpotong atau diubah',
    en: 'the last line is no seal: the file was cut off or altered',
  },
  seal_hash: {
    id: 'isi berkas bukan yang disegel: byte di depan segel telah berubah',
    en: 'the file is not what was sealed: bytes before the seal have changed',
  },
  seal_count: {
    id: 'segel menyebut {said} entri, berkas ini berisi {there}',
    en: 'the seal speaks of {said} entries, the file has {there}',
  },
  not_canonical: {
    id: 'baris ini bukan JSON kanonis (RFC 8785): telah diubah',
    en: 'this line is not canonical JSON (RFC 8785): it was altered',
  },
  wrong_shape: { id: '{part}: bentuknya tidak sesuai', en: '{part}: not of the shape it must have' },
  bad_note: { id: '{thing} bukan nota bertanda tangan', en: 'the {thing} is not a signed note' },
  other_text: {
    id: '{thing} menyatakan hal lain: {said}; seharusnya {expected}',
    en: 'the {thing} says something else: {said}; it must say {expected}',
  },
  bad_signature: { id: 'tanda tangan {thing} tidak sah', en: 'the signature of the {thing} is wrong' },
  unknown_signer: {
    id: '{thing} tidak ditandatangani kunci yang Anda percayai atau kunci yang diperkenalkannya; bila kunci ini lebih tua, sertakan juga dengan --key',
    en: 'the {thing} is not signed by a key you trust or one that it introduces; if that key is an older one, give it with --key too',
  },
  bad_key: { id: '"{vkey}" bukan kunci log ini', en: '"{vkey}" is no key of this log' },
  other_log: {
    id: '{thing} berasal dari log {said}, bukan {expected}',
    en: 'the {thing} is of the log {said}, not of {expected}',
  },
  place: { id: 'tempat {said}; seharusnya {expected}', en: 'place {said}; it must be {expected}' },
  content_hash: {
    id: 'isi entri {entry} bukan yang dicatat: hash-nya tidak sama dengan di kepala entri',
    en: "the content of entry {entry} is not what was recorded: its hash is not the one in the entry's head",
  },
  no_content: {
    id: 'entri {entry} tanpa isi dan tanpa keterangan bahwa isinya dihapus',
    en: 'entry {entry} has no content, and nothing says that it is gone',
  },
  pack_files: {
    id: 'berkas-berkas aturan bukan paket yang disebut kepala entri {entry}',
    en: 'the files of the rules are not the pack that the head of entry {entry} names',
  },
  duplicate: { id: 'entri {entry} ada dua kali', en: 'entry {entry} is there twice' },
  no_such_entry: {
    id: 'entri {entry} membatalkan atau menggantikan {about}, yang tidak ada di depannya',
    en: 'entry {entry} voids or supersedes {about}, which is not among those before it',
  },
  not_included: {
    id: 'bukti menunjukkan bahwa entri {entry} tidak di tempat {place} pohon yang ditandatangani',
    en: 'the proof does not lead from entry {entry} at place {place} to the root that was signed',
  },
  size: {
    id: 'titik periksa mencakup {said} entri, ekspor utuh ini berisi {there}',
    en: 'the checkpoint is over {said} entries, this whole export has {there}',
  },
  root: {
    id: 'entri-entri ini tidak menghasilkan akar yang ditandatangani: ada yang diubah, dihapus, disisipkan, atau ditukar',
    en: 'these entries do not have the root that was signed: some were altered, removed, put in or swapped',
  },
  kept_longer: {
    id: 'titik periksa yang Anda simpan mencakup {said} entri, yang ini hanya {there}: entri hilang, atau berkas ini lebih tua',
    en: 'the checkpoint you kept is over {said} entries, this is over {there}: entries are missing, or the file is older',
  },
  kept_other: {
    id: '{said} entri pertama bukan yang ditandatangani dalam titik periksa yang Anda simpan: riwayat ditulis ulang',
    en: 'the first {said} entries are not those of the checkpoint you kept: history was rewritten',
  },
  kept_unconnected: {
    id: 'tidak ada bukti konsistensi dari {said} ke {there} entri; mintalah, lalu sertakan dengan --consistency',
    en: 'there is no consistency proof from {said} to {there} entries; ask for one and give it with --consistency',
  },
} satisfies Record<string, Sentence>;

const unchecked = {
  page: {
    id: 'kalimat di halaman berkas keberatan: yang diperiksa adalah data di dalamnya; hitung ulang dengan files untuk mencocokkannya',
    en: 'the sentences of the page: what was checked is the data in it; evaluate again with its files to compare them',
  },
  gone: {
    id: '{count} isi yang telah dihapus atau kedaluwarsa: hanya kepala entrinya yang diperiksa',
    en: '{count} contents that were erased or have expired: only the heads of their entries were checked',
  },
  masked: {
    id: '{count} isi yang disamarkan demi privasi: isinya dapat berbeda dari yang dicatat',
    en: '{count} contents that were changed for privacy: they may differ from what was recorded',
  },
  filtered: {
    id: 'apakah ada entri lain yang cocok dengan saringan; entri yang dirujuk di luar saringan',
    en: 'whether other entries match the filter; entries referred to that the filter leaves out',
  },
  no_kept: {
    id: 'apakah log ini ditulis ulang sejak awal oleh pemegang kuncinya: hanya titik periksa atau tanda terima yang disimpan di luar yang dapat menunjukkannya (--checkpoint)',
    en: 'whether whoever holds the key wrote this log anew from its start: only checkpoints or receipts kept outside can show it (--checkpoint)',
  },
  time: {
    id: 'jam: waktu entri menurut jam layanan sendiri',
    en: "the clock: the entries' times are the service's own",
  },
  rules: {
    id: 'apakah peraturan diterapkan dengan benar: untuk itu ada `timbang replay`',
    en: 'whether the rules were applied rightly: `timbang replay` does that',
  },
  no_content: {
    id: 'isi entri: bukti hanya memuat kepalanya',
    en: "the entry's content: a proof holds its head alone",
  },
  answer: {
    id: 'angka dalam jawaban: tanda terima menjamin catatannya; bandingkan dengan ekspor catatan itu',
    en: "the answer's figures: the receipt is for the record of them; compare them with that record's export",
  },
  no_tree: {
    id: 'titik periksa yang Anda berikan: di sini tidak ada pohon untuk dibandingkan',
    en: 'the checkpoints you gave: there is no tree here to compare them with',
  },
  no_place: {
    id: 'apakah entri ada di dalam pohon: tanda terima adalah janji layanan; bukti (GET /v1/evaluations/{entry}/proof) menunjukkannya',
    en: 'whether the entry is in the tree: a receipt is the promise of the service; a proof (GET /v1/evaluations/{entry}/proof) shows it',
  },
} satisfies Record<string, Sentence>;
