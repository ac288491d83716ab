// Stores a chain of results in a carrier, as the end of a build does: carrier-put.ts REQUEST SEED
import type { CarrierRequest } from '../../src/contract/request.ts';
import { openCarrier } from '../../src/remote/open.ts';
import { carrierSettings } from '../places/carrier-worlds.ts';
import { sampleChain } from '../samples/remote-records.ts';

const [request = '', seed = ''] = process.argv.slice(2);
const carrier = await openCarrier(JSON.parse(request) as CarrierRequest, carrierSettings());
const samples = await sampleChain(seed);
process.stdout.write('begin\n');
await carrier.put(
  samples.map(({ upload }) => upload),
  new AbortController().signal,
);
await carrier.close();
process.stdout.write('end\n');
