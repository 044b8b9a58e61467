// Clients that ask until they are answered: what was not acknowledged is asked again under the same key.
import type { Random } from '../evaluation/random-facts.js';
import { meeting, request } from '../http/service.js';

export interface Asked {
  readonly key: string;
  /** One request, one subject: so a subject found twice was recorded twice. */
  readonly subject: string;
  readonly body: string;
}

export interface Acknowledged extends Asked {
  readonly id: string;
  /** The bytes of the answer. */
  readonly answer: string;
}

const connections = 8;
/** Milliseconds. */
const longestAnswer = 15_000;
const pause = 20;
/** Characters of an answer that is wrong. */
const shown = 300;

export class PersistentClients {
  /** By subject. */
  readonly asked = new Map<string, Asked>();
  /** By key. */
  readonly acknowledged = new Map<string, Acknowledged>();
  /** Answers that neither acknowledge nor ask to try again. */
  readonly unexpected: string[] = [];
  /** Requests that were asked again because no answer had come. */
  askedAgain = 0;
  /** Those of them that had been recorded all the same. */
  recordedUnanswered = 0;
  private unanswered: Asked[] = [];

  constructor(private readonly random: Random) {}

  /** New requests, one after the other on each connection, until it is over. */
  async load(url: string, isOver: () => boolean): Promise<void> {
    await onEachConnection(async () => {
      while (!isOver()) await this.ask(url, this.unanswered.shift() ?? this.make());
    });
  }

  /** Asks for all that has not been answered. @returns what could not be brought to an end in time. */
  async settle(url: string): Promise<string[]> {
    const waiting = this.unanswered.length;
    const end = Date.now() + longestAnswer;
    const startedAt = new Date().toISOString();
    this.askedAgain += waiting;
    await onEachConnection(async () => {
      for (let next = this.unanswered.shift(); next && Date.now() < end; next = this.unanswered.shift()) {
        const acknowledged = await this.ask(url, next);
        if (acknowledged && timeOf(acknowledged.answer) < startedAt) this.recordedUnanswered += 1;
      }
    });
    return this.unanswered.map(({ key }) => `${key} gets no answer, though the server is back`);
  }

  /** Those that are not read as they were acknowledged, byte for byte. */
  async changed(url: string, which: readonly Acknowledged[]): Promise<string[]> {
    const wrong: string[] = [];
    const left = [...which];
    await onEachConnection(async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { key, id, answer } = next;
        const response = await fetch(`${url}/v1/evaluations/${id}`, limited());
        const read = await response.text();
        if (withoutStanding(read) !== answer)
          wrong.push(`${key}: ${id} is read as ${response.status} ${read.slice(0, shown)}`);
      }
    });
    return wrong;
  }

  /** Those whose key does not give what was acknowledged, byte for byte. */
  async changedUnderKey(url: string, which: readonly Acknowledged[]): Promise<string[]> {
    const wrong: string[] = [];
    for (const each of which) {
      const { status, text } = await post(url, each);
      if (status !== 201 || text !== each.answer)
        wrong.push(`${each.key}: asked again gives ${status} ${text.slice(0, shown)}`);
    }
    return wrong;
  }

  private async ask(url: string, asked: Asked): Promise<Acknowledged | undefined> {
    try {
      const { status, text } = await post(url, asked);
      if (status === 201) {
        const acknowledged = { ...asked, id: (JSON.parse(text) as { id: string }).id, answer: text };
        this.acknowledged.set(asked.key, acknowledged);
        return acknowledged;
      }
      // Under way already, or the store is out of reach.
      if (status !== 409 && status !== 503) {
        this.unexpected.push(`${asked.key}: ${status} ${text.slice(0, shown)}`);
        return undefined;
      }
    } catch (error) {
      // The connection broke, or nobody listens; anything else is a mistake of this test.
      if (!/fetch failed|terminated|timeout/.test(String(error))) throw error;
    }
    this.unanswered.push(asked);
    await new Promise((resolve) => setTimeout(resolve, pause));
    return undefined;
  }

  private make(): Asked {
    const number = this.asked.size + 1;
    const { random } = this;
    const facts = meeting({
      tamu: 1 + random.below(5000),
      kursi: 1 + random.below(500),
      luas: 1 + random.below(99_990) / 10,
      ruang: Array.from({ length: 1 + random.below(10) }, () => ({
        jam: 1 + random.below(12),
        kipas: random.chance(0.5),
      })),
    });
    const subject = `S-${number}`;
    const asked = { key: `key-${number}`, subject, body: JSON.stringify(request(facts, { subject })) };
    this.asked.set(subject, asked);
    return asked;
  }
}

async function onEachConnection(act: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: connections }, act));
}

async function post(url: string, { key, body }: Asked): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/v1/evaluations`, {
    ...limited(),
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body,
  });
  return { status: response.status, text: await response.text() };
}

function limited(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(longestAnswer) };
}

/** Whether it counts is said behind all the rest, and may come to be said otherwise. */
function withoutStanding(read: string): string {
  return read.replace(/,"standing":\{[^{}]*\{[^{}]*\}\}\}$/, '}');
}

function timeOf(answer: string): string {
  return (JSON.parse(answer) as { time: string }).time;
}
