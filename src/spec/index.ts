export { writeDockerfile } from './dockerfile.ts';
export { formatSpecError } from './format-error.ts';
export { parseSpec } from './parse.ts';
