import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { zoneOffsetInMs } from '../../i18n/zone-time.ts'
import type { Instant } from '../../incident/finding.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import type { AnswerSources } from '../types.ts'

/** Countries with one time, and what people call it; cities are known by the names of zones. */
const places: readonly (readonly [string, string])[] = [
  ['dutch, netherlands, holland, nederland, nederlandse, cet, cest', 'Europe/Amsterdam'],
  ['belgian, belgium, belgie, belgische', 'Europe/Brussels'],
  ['german, germany, duitsland, duitse, deutschland', 'Europe/Berlin'],
  ['french, france, frankrijk, franse', 'Europe/Paris'],
  ['uk, british, england, engeland, engelse, britse', 'Europe/London'],
  ['irish, ireland, ierland', 'Europe/Dublin'],
  ['indian, india, ist', 'Asia/Kolkata'],
  ['eastern time, est, edt, us east, east coast', 'America/New_York'],
  ['pacific time, pst, pdt, us west, west coast', 'America/Los_Angeles'],
]

/** A clock is asked for, not where something is. */
const clockWords = 'time, hour, clock, o clock, late, zone, tijd, tijden, uur, laat, klok, uhr, heure, hora'
const ourWords = `
  our, ours, us, local, here, my, onze, ons, lokale, lokaal, plaatselijke, hier, mijn, wij, unsere, locale, aqui`

export type KnownZones = Pick<AnswerSources, 'timeZone' | 'policy'>

/** That of the bot's own clock; where nobody set one, that by which the policy's weekly freezes go. */
export const ownZoneOf = ({ timeZone, policy }: KnownZones): string => {
  if (timeZone !== 'UTC') return timeZone
  return policy?.freezes.flatMap((freeze) => ('timeZone' in freeze ? [freeze.timeZone] : []))[0] ?? timeZone
}

/** Where it is asked: the zone of a place that is named, else whose clocks people here mean; `undefined` where no place is. */
export const askedZone = (text: string, own: string): string | undefined => {
  const named = places.find(([said]) => speaksOf(text, said))?.[1] ?? zoneOfCity(text)
  if (!speaksOf(text, clockWords)) return undefined
  return named ?? (speaksOf(text, ourWords) ? own : undefined)
}

const zoneOfCity = (text: string): string | undefined => {
  const folded = ` ${text.toLowerCase().replace(/[^\p{L}]+/gu, ' ')} `
  return Intl.supportedValuesOf('timeZone').find((zone) => {
    const [, city] = /\/([^/]+)$/.exec(zone) ?? []
    return city !== undefined && folded.includes(` ${city.toLowerCase().replaceAll('_', ' ')} `)
  })
}

/** A moment on that zone's clocks; that none but UTC is known where nobody set another. */
export const localTimeLine = (at: Instant, zone: string, say: Translate): string => {
  if (zone === 'UTC') return say(messageOf('answer.since.zone-unknown'))
  const local = new Date(at + zoneOffsetInMs(at, zone)).toISOString().slice(11, 16)
  return say(messageOf('answer.since.local', { local, zone, utc: new Date(at).toISOString().slice(11, 16) }))
}
