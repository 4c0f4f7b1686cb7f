/** A failure of the file system in a few words, without a path of this machine. */
export function reasonOf(problem: unknown): string {
  const code = (problem as NodeJS.ErrnoException).code;
  const words: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EACCES: "no permission to read it",
    EPERM: "not permitted",
    EISDIR: "a folder",
    ENOTDIR: "a path through something that is not a folder",
    EROFS: "a read-only disk",
    ENOSPC: "no space left on the disk",
  };
  if (code === undefined) return problem instanceof Error ? problem.message : String(problem);
  return words[code] ?? code;
}
