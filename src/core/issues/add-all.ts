/**
 * Appends every entry. As arguments of one `push` a hundred thousand of them would overflow the stack.
 *
 * @example ((list) => (addAll(list, [2, 3]), list))([1]) // [1, 2, 3]
 */
export function addAll<T>(list: T[], more: readonly T[]): void {
  for (const each of more) list.push(each);
}
