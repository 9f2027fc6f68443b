import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { openSteps } from '../../views/parts/offered-steps.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { isPast } from '../reading/incident-words.ts'
import { observedIn } from './looked.ts'
import { failuresIn, shareOf } from './seen-counts.ts'

const waitWords = `
  nobody touches, nobody does, nobody acts, do nothing, sit on our hands, we wait, leave it be, stay put,
  niets ondernemen, niks ondernemen, iets ondernemen, op onze handen, niks aan doen, niets aan doen, we het gewoon laten, het zo laten, stilzitten, no one touches, no one acts, nothing happens until, niemand eraan, niemand … aan komt, niemand iets doet,
  nothing is done, no one does anything, leave it, leave this, leave it as it is, leave it like this, leave it alone, wait until, wait till,
  wait for … morning, wait a, wait another, wait it out, wait with it, if we wait, we just wait, can it wait, can this wait, does it wait,
  let it run, let it be, hold off, not act, ignore it, ignore this, sleep on it, niets doen, niks doen, doen we niets, doen we niks,
  niemand … doet, wachten tot, we wachten, als we wachten, nog wachten, afwachten, even wachten, kan … wachten, zo laten, laten staan,
  gewoon laten, laten we … zo, laten lopen, laten liggen, blijven … zitten`

const hourInMinutes = 60

/** "What if we do nothing until eight?" */
export const isWaitingAsked = (incident: Incident, text: string): boolean =>
  !isPast(incident) && speaksOf(text, waitWords)

/** Whether it ends by itself, and what it goes on costing meanwhile, reckoned from the last minutes. */
export const waitingLines = (incident: Incident, say: Translate): readonly string[] => [
  ...endingLines(incident, say),
  ...paceLines(incident, say),
]

/** Whether it ends by itself, by what its cause says of that, and what would help. */
export const endingLines = (incident: Incident, say: Translate): readonly string[] => {
  const [cause] = namedCauses(incident.verdict)
  const ending = cause === undefined ? 'unknown' : (causeTraitsOf(cause.cause)?.endsWith ?? 'no')
  const [safest] = openSteps(incident)
  return [
    say(messageOf(`answer.recovery-time.itself.${ending}`)),
    ...(safest === undefined
      ? []
      : [say(messageOf('answer.recovery-time.would-help', { step: stepTitle(safest, say) }))]),
  ]
}

const paceLines = (incident: Incident, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  const now = findings === undefined ? undefined : failuresIn(findings)?.now
  if (now === undefined || now.failed < 1) return []
  return [
    say(
      messageOf('answer.recovery-time.pace', {
        failed: say.number(roughly(now.failed * hourInMinutes)),
        share: say.number(100 * shareOf(now), 'percent'),
      }),
    ),
  ]
}

/** Two digits: it is reckoned, not counted. */
const roughly = (value: number): number => Number(value.toPrecision(2))
