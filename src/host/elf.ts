/** The parts of an executable. */
export interface ProgramParts {
  /** e_machine, as in elf(5). */
  readonly machine: number;
  readonly text: Uint8Array;
  /** Writable and not executable. */
  readonly data?: Uint8Array | undefined;
  /** Bytes of zeros in memory after the data; 0 by default. */
  readonly zeros?: number | undefined;
}

const HEADER_SIZE = 64;
const SEGMENT_SIZE = 56;

/** The address of the file's first byte in the segment of the text. */
const TEXT_ADDRESS = 0x40_0000;

/** The address of the file's first byte in the segment of the data. A page of the file may be in both segments, with different rights. */
const DATA_ADDRESS = 0x50_0000;

/** The offset of the data in the file, fixed because the machine code contains the address. */
const DATA_OFFSET = 0x200;

/** The address of a program's first byte of data. */
export const DATA_START = DATA_ADDRESS + DATA_OFFSET;

/** The largest page size of the supported machines, in bytes. */
const PAGE = 0x1_0000;

const READ_EXECUTE = 5;
const READ_WRITE = 6;

/** Returns a static 64-bit little-endian executable (elf(5)). Execution starts at the first byte of the text. */
export function executable({ machine, text, data, zeros = 0 }: ProgramParts): Uint8Array {
  const textOffset = HEADER_SIZE + SEGMENT_SIZE * (data === undefined ? 1 : 2);
  const end = textOffset + text.length;
  const size = data === undefined ? end : DATA_OFFSET + data.length;
  if (data !== undefined && end > DATA_OFFSET) throw new Error('the text of a program reaches into its data');
  const file = Buffer.alloc(size);
  writeHeader(file, { machine, entry: TEXT_ADDRESS + textOffset, segments: data === undefined ? 1 : 2 });
  writeSegment(file, HEADER_SIZE, { flags: READ_EXECUTE, offset: 0, address: TEXT_ADDRESS, size: end });
  file.set(text, textOffset);
  if (data !== undefined) {
    const segment = { flags: READ_WRITE, offset: DATA_OFFSET, address: DATA_START, size: data.length, zeros };
    writeSegment(file, HEADER_SIZE + SEGMENT_SIZE, segment);
    file.set(data, DATA_OFFSET);
  }
  return file;
}

interface Header {
  readonly machine: number;
  readonly entry: number;
  readonly segments: number;
}

function writeHeader(file: Buffer, { machine, entry, segments }: Header): void {
  file.write('\x7fELF\x02\x01\x01', 'latin1');
  file.writeUInt16LE(2, 16); // e_type: ET_EXEC
  file.writeUInt16LE(machine, 18);
  file.writeUInt32LE(1, 20); // e_version
  file.writeBigUInt64LE(BigInt(entry), 24);
  file.writeBigUInt64LE(BigInt(HEADER_SIZE), 32); // e_phoff
  file.writeUInt16LE(HEADER_SIZE, 52); // e_ehsize
  file.writeUInt16LE(SEGMENT_SIZE, 54); // e_phentsize
  file.writeUInt16LE(segments, 56); // e_phnum
}

interface Segment {
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
  readonly zeros?: number;
}

function writeSegment(file: Buffer, at: number, { flags, offset, address, size, zeros = 0 }: Segment): void {
  file.writeUInt32LE(1, at); // p_type: PT_LOAD
  file.writeUInt32LE(flags, at + 4);
  file.writeBigUInt64LE(BigInt(offset), at + 8);
  file.writeBigUInt64LE(BigInt(address), at + 16); // p_vaddr
  file.writeBigUInt64LE(BigInt(address), at + 24); // p_paddr
  file.writeBigUInt64LE(BigInt(size), at + 32); // p_filesz
  file.writeBigUInt64LE(BigInt(size + zeros), at + 40); // p_memsz
  file.writeBigUInt64LE(BigInt(PAGE), at + 48); // p_align
}
