import { inZone, zoneOffsetInMs } from '../../i18n/zone-time.ts'

const unitsInMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const dayInMs = unitsInMs.d

/**
 * A time as people write it, as milliseconds since 1970: `90m`, `2h` or `1d` ago; `03:12`, the last time that it was;
 * or an ISO date with a time, in the zone where it names none. `undefined` for what is no such thing, or is yet to come.
 */
export const parseLookTime = (text: string, now: number, timeZone: string): number | undefined => {
  const at = agoOf(text, now) ?? clockTimeOf(text, now, timeZone) ?? isoTimeOf(text, timeZone)
  return at === undefined || Number.isNaN(at) || at > now ? undefined : at
}

const agoOf = (text: string, now: number): number | undefined => {
  const [, count, unit] = /^(\d{1,5})\s*([mhd])(?:\s+ago)?$/i.exec(text.trim()) ?? []
  if (count === undefined || unit === undefined) return undefined
  return now - Number(count) * unitsInMs[unit.toLowerCase() as keyof typeof unitsInMs]
}

/** After midnight, 23:50 was yesterday. */
const clockTimeOf = (text: string, now: number, timeZone: string): number | undefined => {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  if (hours === undefined || minutes === undefined) return undefined
  const midnight = Math.floor((now + zoneOffsetInMs(now, timeZone)) / dayInMs) * dayInMs
  const today = inZone(midnight + Number(hours) * unitsInMs.h + Number(minutes) * unitsInMs.m, timeZone)
  return today > now ? today - dayInMs : today
}

const isoTimeOf = (text: string, timeZone: string): number | undefined => {
  const [, day, time, zone] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(text.trim()) ?? []
  if (day === undefined) return undefined
  const written = Date.parse(`${day}T${time}Z`)
  if (zone === undefined) return inZone(written, timeZone)
  return Date.parse(`${day}T${time}${zone.toUpperCase()}`)
}
