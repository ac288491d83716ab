import { runAction } from './run.ts';

// A worker that could not be ended must not hold up the job.
process.exit(await runAction(process.argv[1] ?? ''));
