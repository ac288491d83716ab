/** Gives things numbers, and finds things by number. */
export function numbered<T>() {
  const things = new Map<number, T>();
  let last = 0;
  return {
    add(thing: T): number {
      last += 1;
      things.set(last, thing);
      return last;
    },
    get(number: number): T {
      const thing = things.get(number);
      if (thing === undefined) throw new Error(`unknown number ${number}`);
      return thing;
    },
    remove: (number: number) => things.delete(number),
  };
}
