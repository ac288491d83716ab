export { writeDockerfile } from './dockerfile/write.ts';
export { formatSpecError } from './format-error.ts';
export { parseSpec } from './parse.ts';
