import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import type { SeenRestarts } from './seen-restarts.ts'

const maxMoments = 3

/** How often, as far as it was seen: falls of memory count each end, the processes that run now only the last one. */
export const countLine = (
  { falls, fallen, seenFrom, starts }: SeenRestarts,
  { asked, now }: { readonly asked: TimeWindow; readonly now: Instant },
  say: Translate,
): string => {
  const anew = starts.filter(({ at }) => at >= asked.from && at <= asked.to)
  const from = momentText(seenFrom, now, say)
  if (falls !== undefined && falls.length > 0) {
    const times = Math.max(falls.length, anew.length)
    const moments = falls.slice(-maxMoments).map((at) => momentText(at, now, say))
    return say(messageOf('answer.restarts.count', { times, from, fallen, moments: moments.join(', ') }))
  }
  const args = { from: momentText(asked.from, now, say), of: starts.length }
  if (anew.length > 0)
    return say(
      messageOf('answer.restarts.anew', {
        ...args,
        count: anew.length,
        newest: momentText(anew[0]?.at ?? asked.to, now, say),
      }),
    )
  if (starts.length > 0) {
    const oldest = momentText(starts[0]?.at ?? asked.from, now, say)
    return say(messageOf('answer.restarts.none', { ...args, newest: oldest }))
  }
  return falls === undefined
    ? say(messageOf('answer.restarts.unknown'))
    : say(messageOf('answer.restarts.no-falls', { from }))
}
