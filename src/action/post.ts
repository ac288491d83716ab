import { whyNodeIsTooOld } from '../host/node-version.ts';

// On an outdated Node, main has reported the error and started nothing.
if (whyNodeIsTooOld(process.versions.node) === undefined)
  void import('./after.ts').then(({ afterAction }) => afterAction());
