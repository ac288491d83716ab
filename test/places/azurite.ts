import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import path from 'node:path';

const peers = path.resolve(import.meta.dirname, '../../tools/peers/peers');
const ACCOUNT = 'devstoreaccount1';
/** Azurite's published key. */
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const VERSION = '2021-12-02';

/** Azure's blobs, emulated on loopback, with containers of their own for each test. */
export class Azurite {
  readonly #child: ChildProcess;
  readonly #address: string;
  #containers = 0;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.#address = address;
  }

  static async start(): Promise<Azurite> {
    const program = execFileSync(peers, ['azurite'], { encoding: 'utf8' }).trim();
    const flags = [
      '--blobHost',
      '127.0.0.1',
      '--blobPort',
      '0',
      '--inMemoryPersistence',
      '--disableTelemetry',
    ];
    const child = spawn(process.execPath, [program, ...flags, '--skipApiVersionCheck'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return await new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (text: Buffer) => {
        said += String(text);
        const [, address] = /listens on (http:\S+)/.exec(said) ?? [];
        if (address !== undefined) resolve(new Azurite(child, address));
      });
      child.on('exit', () => reject(new Error(`azurite ended: ${said}`)));
    });
  }

  /** `HOST:PORT`. */
  get host(): string {
    return new URL(this.#address).host;
  }

  async makeContainer(): Promise<string> {
    this.#containers += 1;
    const name = `container${this.#containers}`;
    const made = await fetch(`${this.url(name)}&restype=container`, { method: 'PUT' });
    if (made.status !== 201) throw new Error(`the container was not made: ${made.status}`);
    return name;
  }

  /** An address with the right to read and write, as the cache service gives it. */
  url(place: string): string {
    const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)].map(
      (time) => `${time?.toISOString().slice(0, 19)}Z`,
    );
    const parts = [ACCOUNT, 'rwdlac', 'b', 'sco', from, to, '', 'http', VERSION, '', ''];
    const sig = createHmac('sha256', Buffer.from(KEY, 'base64')).update(parts.join('\n')).digest('base64');
    const query = {
      sv: VERSION,
      ss: 'b',
      srt: 'sco',
      sp: 'rwdlac',
      st: from ?? '',
      se: to ?? '',
      spr: 'http',
      sig,
    };
    return `${this.#address}/${ACCOUNT}/${place}?${new URLSearchParams(query)}`;
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
