import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Verdict } from '../../incident/verdict.ts'

/** From so long ago on, the time of day alone may be taken for another day's; ours. */
const datedFromInMs = 20 * 3_600_000

/** The clock time as it reads at `seenAt`; with its date where that is much later. */
export const momentText = (at: Instant, seenAt: Instant, say: Translate): string =>
  seenAt - at < datedFromInMs ? say.time(at) : say.dateTime(at)

/** `05:35–06:10 UTC`: from when until when it lasted; without a begin where none was seen. */
export const spanText = ({ since, until, startUnseen, at }: Verdict, say: Translate): string => {
  if (until === undefined) return since === undefined ? '' : momentText(since, at, say)
  const end = momentText(until, at, say)
  if (since === undefined || startUnseen) return say(messageOf('card.verdict.span.until', { untilAt: end }))
  const zone = say.time(until).replace(/^\S+/, '')
  const dated = momentText(Math.min(since, until), at, say) === say.dateTime(since)
  const begin = dated ? say.dateTime(since) : say.time(since)
  const from = begin.endsWith(zone) ? begin.slice(0, -zone.length) : begin
  const isOneDay = dated && dayText(since, say) === dayText(until, say)
  return `${from}–${isOneDay ? say.time(until) : end}`
}

const dayText = (at: Instant, say: Translate): string => say.dateTime(at).slice(0, -say.time(at).length)
