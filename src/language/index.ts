export { adviceOn } from './advice.ts';
export { applyArgs } from './args.ts';
export { writeDockerfile } from './dockerfile/write.ts';
export { formatAdvice, formatSpecError } from './format-error.ts';
export { parseSpec } from './parse.ts';
