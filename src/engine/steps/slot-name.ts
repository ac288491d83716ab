/** The name of a slot in the store: unique for each scope and name, and never a path. */
export function slotName(scope: string, name: string): string {
  return `${encodeURIComponent(scope.toWellFormed())}:${encodeURIComponent(name.toWellFormed())}`;
}
