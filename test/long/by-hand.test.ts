// The calculation by hand is itself held against examples whose numbers can be followed on paper.
import { calculateByHand } from './kmk-300-by-hand.js';

const employee = {
  pegawai: { pimpinan_upk: false },
  periode: { mulai: '2024-01-01', selesai: '2024-12-31' },
};

test('one indicator at target, no additional work: 100 times the coefficient', () => {
  const iki = [{ target: 4, realisasi: 4, polarisasi: 'maximize' as const, bobot: 1 }];

  const { scores } = calculateByHand({ ...employee, hku: { koefisien_k3: 1.005, iki }, hkt: [] });

  expect(scores).toEqual({
    nilai_hku_k3: [100.5, 100.5],
    nilai_hkt: [0, 0],
    nilai_hasil_kerja: [100.5, 100.5],
  });
});

test('an assignment whose proof is not known counts only as potential', () => {
  const iki = [{ target: 3, realisasi: 1, polarisasi: 'maximize' as const, bobot: 2 }];
  const hkt = {
    jenis: 'penugasan_lain' as const,
    lingkup: 'nasional',
    pemilik_kinerja: 'pptm',
    target: 1,
    realisasi: 0.5,
    polarisasi: 'maximize' as const,
    di_luar_uraian_jabatan: true,
    bagian_rencana_hku: false,
    telah_dilaksanakan: true,
    bukti: { jenis: 'surat_keputusan' },
    penugasan: {
      strategis: true,
      di_luar_unit_definitif: true,
      di_luar_iki_hku: true,
      sesuai_kapasitas: true,
      disepakati_atasan_langsung: true,
      pertimbangan_pengelola_kinerja: true,
    },
  };

  const { scores, items } = calculateByHand({ ...employee, hku: { koefisien_k3: 1, iki }, hkt: [hkt] });

  expect(scores).toEqual({
    nilai_hku_k3: [33.33, 33.33],
    nilai_hkt: [0, 2.5],
    nilai_hasil_kerja: [33.33, 35.83],
  });
  expect(items[0]?.['hkt.umum.penandatangan']).toBe('undetermined');
});
