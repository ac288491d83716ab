import { whyNodeIsTooOld } from '../request/node-version.ts';

// On a Node that is too old, main started nothing and has told so.
if (whyNodeIsTooOld(process.versions.node) === undefined)
  void import('./after.ts').then(({ afterAction }) => afterAction());
