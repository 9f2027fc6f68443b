const minuteInMs = 60_000
const hourInMs = 60 * minuteInMs

/** The instant at which clocks of the zone show what this one shows in UTC. */
export const inZone = (shown: number, timeZone: string): number => {
  const guess = shown - zoneOffsetInMs(shown, timeZone)
  // Where the clocks change in between, the offset of the instant itself counts.
  return shown - zoneOffsetInMs(guess, timeZone)
}

/** What the zone's clocks are ahead of UTC. */
export const zoneOffsetInMs = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  const size = Number(hours ?? 0) * hourInMs + Number(minutes ?? 0) * minuteInMs
  return sign === '-' ? -size : size
}
