/** More directories than any path has. */
const MAX_PARTS = 100;
const MAX_LENGTH = 4096;

/** Returns the fault of a pattern for sources, as the end of a sentence, and the remedy; undefined for a good pattern. */
export function globFault(glob: string): { readonly what: string; readonly hint: string } | undefined {
  const parts = glob.split('/');
  if (glob.length > MAX_LENGTH || parts.length > MAX_PARTS)
    return {
      what: `has more than ${MAX_LENGTH} characters or ${MAX_PARTS} directories`,
      hint: 'Shorten it.',
    };
  if (parts.some((part) => part !== '**' && part.includes('**')))
    return { what: 'has ** beside other characters', hint: 'Write ** as a whole directory: src/**/*.c' };
  // `${NAME}` is an arg.
  if (/[[\]\\]|(?<!\$)\{/.test(glob))
    return { what: 'has a bracket, a brace or a backslash', hint: 'Write ? or * in its place.' };
  return undefined;
}
