import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { lookTimeOf } from '../../views/parts/look-time.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'
import { lastingWords } from '../lasting-fix/remedy-lines.ts'
import { askedStepOf } from '../reading/asked-step.ts'
import { effectOn } from '../step-effects/differences.ts'

const againWords = `
  full again, fill again, fills up again, full up, runs out again, same again, how long until … full, recur*, reoccur*, relapse*,
  happen* again, happen … again, break* again, fail* again, go* down again, problem … come* back, problem … back, it … back after, back after,
  come back after, come* back tomorrow, come back tonight, come back later, comes back, coming back, return after, returns, return … after,
  repeat itself, next time, weer vol, opnieuw vol, vol loopt, volloopt, weer terug na, hoe lang tot, terugkom*, terugkeer*,
  keert … terug, opnieuw gebeur*, weer gebeur*, nog eens gebeur*, gebeurt … opnieuw, gebeurt … weer, weer voor, voordoen, herhal*,
  hervall*, weer stuk, weer mis, weer fout, opnieuw fout, opnieuw stuk, opnieuw misgaan, kans … terug*, probleem … terug, terug na`

/** "Will the site come back after it?" asks for its recovery. */
const recovery = /\b(?:site|app|website|service|shop|page|webshop|dienst|pagina)\b.{0,20}\b(?:back|return|terug)/i

export const isReturnAsked = (text: string): boolean => speaksOf(text, againWords) && !recovery.test(text)

/** Whether the step that is meant ends the cause or only helps for now; how soon, as it climbed; what ends it for good. */
export const returnLines = (
  incident: Incident,
  { text, now }: { readonly text: string; readonly now: Instant },
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  const [cause] = namedCauses(incident.verdict)
  if (cause === undefined) return soonLines(incident, now, say)
  const request = askedStepOf(text, incident, steps)?.request
  const effect = request === undefined ? 'none' : effectOn(request.step, incident)
  const args = {
    cause: causeTitle(cause.cause, say),
    step: request === undefined ? '' : stepTitle(request, say),
    effect,
  }
  return [
    say(messageOf('answer.recovery-time.return', args)),
    ...(effect === 'lasting' ? [] : [...soonLines(incident, now, say).slice(0, 2), ...lastingWords(incident, say)]),
  ]
}

/** As long as it climbed until now, if it climbs as fast again. */
const soonLines = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const [climb] = namedCauses(incident.verdict)
    .flatMap(({ evidence }) => evidence)
    .filter(({ text }) => /^evidence\.memory-climb/.test(text.key))
  const { startAt, from, to } = climb?.text.args ?? {}
  const seenAt = lookTimeOf(incident) ?? now
  if (climb === undefined || typeof startAt !== 'number' || typeof from !== 'number' || typeof to !== 'number')
    return [
      say(
        messageOf(
          `answer.recovery-time.${namedCauses(incident.verdict).length === 0 ? 'again.unknown' : 'return.when'}`,
        ),
      ),
    ]
  return [
    say(messageOf('answer.recovery-time.again', { took: say.duration(seenAt - startAt) })),
    `▸ ${say(climb.text)}`,
    say(messageOf('answer.recovery-time.again.unsure')),
  ]
}
