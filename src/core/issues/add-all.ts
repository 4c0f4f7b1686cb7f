/**
 * Appends every entry. As arguments of one `push` a hundred thousand of them would overflow the stack.
 *
 * @example addAll(issues, read.issues)
 */
export function addAll<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
}
