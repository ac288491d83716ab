import { oneLine } from '../text.ts';
import { amount } from '../words.ts';
import { inert } from './markdown.ts';
import type { BuildRecord } from './record.ts';

/** The carriers of a build, a row each; nothing if the build asked none. */
export function carrierTable({ carriers }: BuildRecord): readonly string[] {
  if (carriers.length === 0) return [];
  const rows = carriers.map((carrier) => {
    const { name, found, damaged, fetched, stored, requests, receivedBytes, sentBytes, failure } = carrier;
    const results = damaged === 0 ? found : `${found} (${damaged} damaged)`;
    const numbers = [results, fetched, stored, requests, amount(receivedBytes), amount(sentBytes)];
    const failed = failure === undefined ? '' : inert(oneLine(failure, 500));
    return `| ${[inert(oneLine(name, 200)), ...numbers, failed].join(' | ')} |`;
  });
  const head = ['| Carrier | Found | Fetched | Stored | Requests | Received | Sent | Failure |'];
  return [
    ['#### Results elsewhere\n', ...head, '| :-- | --: | --: | --: | --: | --: | --: | :-- |', ...rows].join(
      '\n',
    ),
  ];
}
