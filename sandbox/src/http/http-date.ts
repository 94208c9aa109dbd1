let second = -1;
let text = '';

/** The `Date` header in sandbox time: clients compare it with objects' times. Formatted once a second. */
export function httpDate(nowMs: number): string {
  const now = Math.floor(nowMs / 1000);
  if (now !== second) {
    second = now;
    text = new Date(nowMs).toUTCString();
  }
  return text;
}
