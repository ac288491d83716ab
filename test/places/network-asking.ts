import { afterAll, beforeAll, expect } from 'vitest';
import { type NetworkWorld, openNetworkWorld, type StepOrder } from './network-world.ts';

/** The command of a step with the client of `network-client.ts`. */
export const client = (...words: readonly string[]) => `node /client.mts ${words.join(' ')}`;

/** A denied attempt without its count. */
export const denied = (host: string, port: number, more = {}) => ({
  host,
  port,
  end: 'denied',
  denial: 'endpoint',
  ...more,
});

/** Opens a world for the tests of a file. */
export function useNetworkWorld() {
  let world: NetworkWorld | undefined;
  beforeAll(async () => {
    world = await openNetworkWorld();
  });
  afterAll(() => world?.close());
  const opened = () => {
    if (world === undefined) throw new Error('the world opens before the first test');
    return world;
  };
  return {
    world: opened,
    /** What a client of a step prints, and the attempts without their counts. */
    async ask(network: StepOrder['network'], ...words: readonly string[]) {
      const { output, attempts, fault } = await opened().run(client(...words), network);
      expect(fault).toBeUndefined();
      return { said: output.trim(), attempts: attempts.map(({ times: _, ...rest }) => rest) };
    },
  };
}
