const DAY_MS = 86_400_000;

/** The last `count` days up to today, oldest first, as `YYYY-MM-DD` where the reader is: the shop's days may begin elsewhere by some hours. */
export function lastDays(count: number, now = new Date()): readonly string[] {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}
