import type { CarrierReport } from '../contract/events.ts';
import { amount } from './words.ts';

/** The part of a carrier in a build, on one line: `registry ghcr.io/acme/cache: 12 results found, 3 requests, 4.2 KB received`. */
export function carrierText(carrier: CarrierReport): string {
  const parts = [
    `${counted(carrier.found, 'result')} found`,
    ...(carrier.damaged === 0 ? [] : [`${carrier.damaged} damaged`]),
    ...(carrier.fetched === 0 ? [] : [`${carrier.fetched} fetched`]),
    ...(carrier.stored === 0 ? [] : [`${carrier.stored} stored`]),
    traffic(carrier),
    ...(carrier.failure === undefined ? [] : [`failed: ${carrier.failure}`]),
  ];
  return `${carrier.name}: ${parts.join(', ')}`;
}

/** Requests and bytes: `3 requests, 4.2 KB received, 0 bytes sent`. */
function traffic({ requests, receivedBytes, sentBytes }: CarrierReport): string {
  return `${counted(requests, 'request')}, ${amount(receivedBytes)} received, ${amount(sentBytes)} sent`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
