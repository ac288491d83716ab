/** `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`, following the distribution specification. */
const REFERENCE =
  /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[a-f0-9]{32,})?$/;

/** Prefixes for images outside of registries: those of obuilder-action and of containers/image. */
const TRANSPORT = /^(?:oci|oci-archive|docker-archive|rootfs|obuilder):/;

/** Returns the name for FROM, or undefined if Docker cannot name the image. */
export function dockerReference(image: string): string | undefined {
  if (TRANSPORT.test(image)) return undefined;
  const name = image.replace(/^docker:\/\//, '');
  return REFERENCE.test(name) ? name : undefined;
}
