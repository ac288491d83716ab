#!/bin/sh
# Usage: run.sh PROGRAM. Prints one line a case, fails at the first wrong one.
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() {
  if [ "$2" = "$3" ]; then echo "ok: $1"; else printf 'FAILED: %s\nexpected: %s\ngot:      %s\n' "$1" "$3" "$2"; exit 1; fi
}

printf 'The cat saw the dog. THE END' | gzip > "$work/text.gz"
check 'the most frequent word' "$("$program" "$work/text.gz" 1)" '      3 the'
check 'every word once' "$("$program" "$work/text.gz" 10 | wc -l | tr -d ' ')" '5'
printf '' | gzip > "$work/empty.gz"
check 'an empty text' "$("$program" "$work/empty.gz")" ''
head -c 20 "$work/text.gz" > "$work/cut.gz"
if "$program" "$work/cut.gz" > "$work/output" 2> "$work/error"; then echo 'FAILED: a cut file is accepted'; exit 1; fi
check 'a cut file is an error' "$(cut -d: -f1 "$work/error")" 'gzstat'
