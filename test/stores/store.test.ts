import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { drivers } from '../../src/volume/drivers.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { nothingRemains, remains } from '../places/store-leftovers.ts';
import { storeSuite } from '../suites/store.ts';

const tried = new Set<string>();

describe.each(Object.entries(driverPlaces))('%s', (name, makePlace) => {
  let place: DriverPlace;
  let count = 0;
  beforeAll(() => {
    place = makePlace();
    tried.add(place.driver);
  });
  afterAll(() => place?.remove());

  storeSuite(name, async () => {
    count += 1;
    const store = place.newStore(`store-${count}`);
    return {
      hasNoAttributes: place.hasNoAttributes === true,
      isCopied: place.driver === 'copy',
      root: store.root,
      open: () => openStore({ driver: place.driver, root: store.place }),
      remove: async () => {
        expect(remains(store.root)).toEqual(nothingRemains);
        place.expectNoOtherVolumes(store.root);
      },
    };
  });
});

test('the suite has covered every driver', () => {
  expect([...tried].sort()).toEqual(Object.keys(drivers).sort());
});
