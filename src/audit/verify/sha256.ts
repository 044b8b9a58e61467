// Bytes -> SHA-256 (FIPS 180-4), part by part: WebCrypto wants all bytes at once, and an export may be of any length.

export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}
/** Node's own, for example, which is faster: `() => createHash('sha256')`. */
export type MakeHasher = () => Hasher;

export function makeSha256(): Hasher {
  const state = Uint32Array.from(roots(8, 2));
  const block = new Uint8Array(64);
  let length = 0;

  const update = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length;) {
      const filled = length % 64;
      const part = bytes.subarray(at, at + 64 - filled);
      block.set(part, filled);
      at += part.length;
      length += part.length;
      if (length % 64 === 0) compress(state, block);
    }
  };
  const digest = (): Uint8Array => {
    const bits = length * 8;
    const end = new Uint8Array(((119 - (length % 64)) % 64) + 9);
    end[0] = 0x80;
    const numbers = new DataView(end.buffer, end.length - 8);
    numbers.setUint32(0, Math.floor(bits / 2 ** 32));
    numbers.setUint32(4, bits % 2 ** 32);
    update(end);
    const out = new DataView(new ArrayBuffer(32));
    state.forEach((word, index) => out.setUint32(index * 4, word));
    return new Uint8Array(out.buffer);
  };
  return { update, digest };
}

const schedule = new Int32Array(64);

function compress(state: Uint32Array, block: Uint8Array): void {
  const w = schedule;
  const at = (index: number): number => w[index] ?? 0;
  const words = new DataView(block.buffer);
  for (let i = 0; i < 16; i += 1) w[i] = words.getInt32(i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [at(i - 15), at(i - 2)];
    w[i] =
      (at(i - 16) +
        (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
        at(i - 7) +
        (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) |
      0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const t =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + at(i)) | 0;
    const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t) | 0;
    d = c;
    c = b;
    b = a;
    a = (t + u) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = (state[index] ?? 0) + word));
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of the fractional parts of the roots of the first primes, as the standard defines its constants. */
function roots(count: number, degree: 2 | 3): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) {
    if (isPrime(n)) found.push((n ** (1 / degree) % 1) * 2 ** 32);
  }
  return found.map(Math.floor);
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
}

const constants = Int32Array.from(roots(64, 3), (word) => word | 0);
