import type { Parse } from '../parse-value.ts';

/** How the command line takes a parameter. */
export interface FlagForm {
  /** `list`: may be repeated. `switch`: takes no value; with the default `true`, `--no-NAME` turns the switch off. */
  readonly kind: 'text' | 'list' | 'switch';
  /** The placeholder for the value in help texts. */
  readonly value?: string;
  /** Only if the flag's name differs from the input's. */
  readonly name?: string;
}

export interface Parameter<T> {
  readonly parse: Parse<T>;
  /** Absent if only the action has the parameter. */
  readonly flag?: FlagForm;
  /** Absent if no value means more than any text. The help text then ends with the default, if any. */
  readonly default?: string;
  /** In Markdown. */
  readonly help: string;
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;
