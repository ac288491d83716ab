/**
 * Whether a name matches a pattern: `*` stands for one label, `**` for any number of labels, also none. Both are in lower case and
 * without a final dot.
 */
export function matchesName(pattern: string, name: string): boolean {
  const labels = name.split('.');
  // Whether the labels from each place on match the rest of the pattern, which grows from the end.
  let matches = Array.from({ length: labels.length + 1 }, (_, place) => place === labels.length);
  for (const wanted of pattern.split('.').reverse()) {
    const rest = matches;
    const next = rest.map(() => false);
    for (let place = labels.length; place >= 0; place -= 1) {
      if (wanted === '**') next[place] = rest[place] === true || next[place + 1] === true;
      else next[place] = rest[place + 1] === true && (wanted === '*' || wanted === labels[place]);
    }
    matches = next;
  }
  return matches[0] === true;
}
