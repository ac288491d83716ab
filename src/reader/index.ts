export { readerFiles } from './files.ts';
export { startReader } from './start.ts';
export { readerTrees } from './trees.ts';
