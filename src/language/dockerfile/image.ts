/** `[HOST[:PORT]/]PATH[:TAG][@DIGEST]`, as the distribution specification has it. */
const REFERENCE =
  /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[a-f0-9]{32,})?$/;

/** Where other builders find what is no image of a registry; these are ours and the ones of containers/image. */
const TRANSPORT = /^(?:oci|oci-archive|docker-archive|rootfs|obuilder):/;

/** The name for FROM, or undefined where the image is none that Docker can name. */
export function dockerReference(image: string): string | undefined {
  if (TRANSPORT.test(image)) return undefined;
  const name = image.replace(/^docker:\/\//, '');
  return REFERENCE.test(name) ? name : undefined;
}
