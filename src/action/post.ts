import { afterAction } from './after.ts';

await afterAction();
