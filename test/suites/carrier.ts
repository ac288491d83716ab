import { afterEach, beforeEach, describe } from 'vitest';
import type { Carrier } from '../../src/contract/remote.ts';
import { endingTests, lossTests } from './carrier-faults.ts';
import { type CarrierPlace, type CarrierWorld, expectWhole, never, readAll } from './carrier-place.ts';
import { replacingTests, storingTests, trafficTests, writerTests } from './carrier-storing.ts';

/** The tests of the contract `Carrier`: every carrier and the fake pass them. */
export function carrierSuite(name: string, makeWorld: () => Promise<CarrierWorld>): void {
  describe(`a carrier: ${name}`, () => {
    let world: CarrierWorld;
    let here: Carrier;
    let there: Carrier;

    beforeEach(async () => {
      world = await makeWorld();
      here = await world.open();
      there = await world.open();
    });
    afterEach(async () => {
      await here?.close();
      await there?.close();
      await world?.remove();
    });

    const place: CarrierPlace = {
      get world() {
        return world;
      },
      get here() {
        return here;
      },
      get there() {
        return there;
      },
      readAll,
      put: (...samples) =>
        here.put(
          samples.map(({ upload }) => upload),
          never,
        ),
      found: async ({ record: { names } }) => {
        const [name = ''] = names;
        const record = (await there.find([name], never)).get(name);
        if (record === undefined) throw new Error('the record is absent');
        return record;
      },
      expectWhole: (record, sample) => expectWhole(there, record, sample),
    };
    storingTests(place);
    trafficTests(place);
    writerTests(place);
    replacingTests(place);
    lossTests(place);
    endingTests(place);
  });
}
