import type { PullPolicy } from '../contract/images.ts';
import { asBoolean, type Parse, parseChoice } from './parse-value.ts';

const parsePolicy = parseChoice<PullPolicy>(['auto', 'always', 'missing', 'never'], ['true', 'false']);

/** Takes booleans too, like the input `pull` of docker/build-push-action. */
export const parsePull: Parse<PullPolicy> = (text, label) => {
  const value = asBoolean(text);
  if (value === undefined) return parsePolicy(text, label);
  return value ? 'always' : 'auto';
};
