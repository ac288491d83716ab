import { whyNodeIsTooOld } from '../host/node-version.ts';

const fault = whyNodeIsTooOld(process.versions.node);
if (fault === undefined) {
  // `process.exit`, because a worker that cannot be ended must not block the job.
  void import('./run.ts').then(({ runAction }) => runAction(String(process.argv[1]))).then(process.exit);
} else {
  process.stdout.write(`::error::${fault}\n`);
  process.exitCode = 1;
}
