import { messageOf } from '../../i18n/message.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentLogs } from '../../views/parts/log-lines.ts'
import { lookTimeOf } from '../../views/parts/look-time.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'
import type { Suspect } from './types.ts'

const effectWords = `
  cause or, cause and effect, or a consequence, or consequence, the consequence, only a result, or a result, or the result, a symptom, or symptom, or an effect, side effect,
  oorzaak of, of gevolg, het gevolg, een gevolg, juist gevolg, alleen gevolg, een symptoom, of symptoom`
const errorName =
  /\b[A-Z]\w*(?:Exception|Error)\b|\bexceptions?\b|\bexcepti[eo]\w*|\btime-?outs?\b|\berrors?\b|\bfout(?:en|melding\w*)?\b/i
/** What a caller gets that waited too long: it follows from the waiting. */
const ofWaiting = /timeout|time-out|cancel|aborted|socket/i

/** An error of the app, as cause or as consequence: by when it was first seen, else by what its kind mostly is. */
export const exceptionSuspect: Suspect = {
  lines: (incident, text, say) => {
    const name = errorName.exec(text)?.[0]
    if (name === undefined || !speaksOf(text, effectWords)) return []
    const at = lookTimeOf(incident) ?? incident.openedAt
    const { since } = incident.verdict ?? {}
    const seen = incidentLogs(incident).find(({ exception = '', line }) =>
      `${exception} ${line}`.toLowerCase().includes(name.toLowerCase()),
    )
    const [cause] = namedCauses(incident.verdict)
    const first = seen?.first
    return [
      ...(first === undefined || since === undefined
        ? [say(messageOf('answer.suspected-cause.effect.unseen', { name }))]
        : [
            say(
              messageOf('answer.suspected-cause.effect.seen', {
                name,
                is: first < since ? 'before' : 'after',
                first: momentText(first, at, say),
                since: momentText(since, at, say),
              }),
            ),
          ]),
      say(messageOf(`answer.suspected-cause.effect.${ofWaiting.test(name) ? 'waiting' : 'code'}`)),
      ...(cause === undefined
        ? []
        : [say(messageOf('answer.suspected-cause.verdict', { verdict: causeTitle(cause.cause, say) }))]),
    ]
  },
}
