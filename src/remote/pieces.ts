/** Yields pieces in memory as a stream. */
export async function* streamOf(...pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield* pieces;
}
