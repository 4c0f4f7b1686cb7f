/** ISO date of a number of days since 1970-01-01, rounded down to whole days. */
export function dateOfDays(days: number): string {
  return new Date(Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
}
