/** The first and the last address for names, in 198.18.0.0/15. The first 256 addresses are for the namespace's own use. */
const FIRST = (198 << 24) + (18 << 16) + 256;
const MAX_NAMES = 65_536;

/** Gives each name an address of its own, so that the destination of a connection tells the name. */
export interface NameTable {
  /** Returns the address of a name; undefined if too many names are known. */
  addressOf(name: string): string | undefined;
  nameAt(address: string): string | undefined;
}

export function nameTable(): NameTable {
  const names: string[] = [];
  const known = new Map<string, number>();
  return {
    addressOf(name) {
      const index = known.get(name) ?? names.length;
      if (index >= MAX_NAMES) return undefined;
      if (index === names.length) {
        names.push(name);
        known.set(name, index);
      }
      return addressAt(index);
    },
    nameAt(address) {
      const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
      return names[value - (FIRST >>> 0)];
    },
  };
}

function addressAt(index: number): string {
  const value = FIRST + index;
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}
