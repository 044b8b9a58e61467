// The data folder -> what signs the log: the private key in keys/, and in log/keys.txt every key there has been.
import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { destroyFile, makeFolder, writeDurably } from '../../policy/durable-file.js';
import { formatKeys, readKeys } from './key-list.js';
import type { LogKey } from './key-list.js';
import { makePrivateKey, readPrivateKey, UnusableKeys, writePrivateKey } from './private-key.js';
import { keyId, signNote, vkeyOf } from './signed-note.js';
import { keyText } from './statements.js';

export interface Signer {
  readonly origin: string;
  readonly vkey: string;
  /** @param text ends in a newline. @returns the signed note. */
  sign(text: string): string;
}

export interface SigningKeys extends Signer {
  /** The oldest first; the last one signs. */
  keys(): readonly LogKey[];
  /** A new key, introduced by the one before, which is then destroyed. */
  rotate(): LogKey;
  /** Takes over the key that another process has introduced meanwhile. */
  refresh(): void;
}

/** The origin that the keys there are for, or a new one, to be kept as the log's own. */
export function proposeOrigin(dataFolder: string): string {
  const [first] = readKeys(placesIn(dataFolder).list);
  return first ? originOf(first.vkey) : `timbang/${randomBytes(4).toString('hex')}`;
}

/**
 * Makes the first key when there is none. Throws UnusableKeys.
 * @param origin the log's; the keys' own, or a new one, when left out.
 */
export function openSigningKeys(
  dataFolder: string,
  { origin = proposeOrigin(dataFolder) }: { readonly origin?: string } = {},
): SigningKeys {
  if (!/^[^\s+\p{C}]+$/u.test(origin))
    throw new UnusableKeys(`the origin "${origin}" has spaces or a plus; a key cannot bear that name`);
  const places = placesIn(dataFolder);
  makeFolder(places.private, 0o700);
  makeFolder(places.log, 0o755);
  if (!existsSync(places.list)) makeFirst(places, origin);
  return open(places, origin);
}

interface Places {
  readonly private: string;
  readonly log: string;
  readonly list: string;
}

function placesIn(dataFolder: string): Places {
  const log = join(dataFolder, 'log');
  return { private: join(dataFolder, 'keys'), log, list: join(log, 'keys.txt') };
}

/** The private key is there before anything says that it signs. */
function makeFirst(places: Places, origin: string): void {
  const key = unlistedKey(places, origin) ?? makePrivateKey();
  const vkey = vkeyOf(origin, key);
  const path = fileOf(places, vkey);
  if (!existsSync(path)) writePrivateKey(path, key);
  try {
    writeDurably(places.list, { text: formatKeys([{ vkey }]), isNew: true });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    // Another process was first; its key is the log's.
    if (readKeys(places.list).at(-1)?.vkey !== vkey) destroyFile(path);
  }
}

/** A crash between writing the first key and listing it leaves the key, under this name. */
function unlistedKey(places: Places, origin: string): KeyObject | undefined {
  const files = readdirSync(places.private).filter((name) => /^[0-9a-f]{8}\.pem$/.test(name));
  const [file] = files;
  if (file === undefined) return undefined;
  const key = readPrivateKey(join(places.private, file));
  if (files.length === 1 && file === `${keyId(origin, key).toString('hex')}.pem`) return key;
  throw new UnusableKeys(
    `${places.list} is missing, but there are keys in ${places.private}; restore ${places.list} from its backup`,
  );
}

function open(places: Places, origin: string): SigningKeys {
  let keys = readKeys(places.list);
  const last = keys.at(-1);
  if (!last) throw new UnusableKeys(`${places.list} names no key; restore it from its backup`);
  const other = keys.find(({ vkey }) => originOf(vkey) !== origin);
  if (other)
    throw new UnusableKeys(`${places.list}: ${other.vkey} is a key of another log; this log is ${origin}`);
  let key = readListed(places, last.vkey);
  destroyReplaced(places, keys);

  return {
    origin,
    get vkey() {
      return vkeyOf(origin, key);
    },
    sign: (text) => signNote(text, origin, key),
    keys: () => keys,
    refresh: () => {
      const listed = readKeys(places.list);
      const newest = listed.at(-1);
      if (!newest || newest.vkey === vkeyOf(origin, key)) return;
      key = readListed(places, newest.vkey);
      keys = listed;
    },
    rotate: () =>
      whileNoOtherRotates(places, () => {
        if (readKeys(places.list).at(-1)?.vkey !== vkeyOf(origin, key))
          throw new UnusableKeys(`${places.list} has a newer key than this process; start it again`);
        const next = makePrivateKey();
        const vkey = vkeyOf(origin, next);
        const introduced = { vkey, introduced: signNote(keyText(origin, vkey), origin, key) };
        writePrivateKey(fileOf(places, vkey), next);
        writeDurably(places.list, { text: formatKeys([...keys, introduced]) });
        keys = [...keys, introduced];
        key = next;
        destroyReplaced(places, keys);
        return introduced;
      }),
  };
}

function readListed(places: Places, vkey: string): KeyObject {
  const path = fileOf(places, vkey);
  const key = readPrivateKey(path);
  if (vkeyOf(originOf(vkey), key) !== vkey)
    throw new UnusableKeys(`${path} is not the last key in ${places.list}, ${vkey}; restore that one`);
  return key;
}

/** Also those that a crash left: whoever gets hold of an old private key could still sign with it. */
function destroyReplaced(places: Places, keys: readonly LogKey[]): void {
  for (const { vkey } of keys.slice(0, -1)) {
    const path = fileOf(places, vkey);
    if (existsSync(path)) destroyFile(path);
  }
}

/** Two rotations at once would each write a list without the other's key. */
function whileNoOtherRotates<T>(places: Places, rotate: () => T): T {
  const lock = join(places.private, 'rotating');
  try {
    closeSync(openSync(lock, 'wx', 0o600));
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    throw new UnusableKeys(`another process changes the key; if none does, delete ${lock} and try again`);
  }
  try {
    return rotate();
  } finally {
    rmSync(lock, { force: true });
  }
}

function fileOf(places: Places, vkey: string): string {
  return join(places.private, `${vkey.split('+')[1] ?? ''}.pem`);
}

function originOf(vkey: string): string {
  return vkey.split('+')[0] ?? '';
}
