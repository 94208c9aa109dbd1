/** As people of that language write the day that it was there (`November 27, 2026`). */
export function formatDay(at: Date, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(at);
}
