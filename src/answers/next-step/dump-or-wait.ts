import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { chartDataOf } from '../../views/chart/chart-data.ts'
import { comparedFigure } from '../../views/parts/metric-figures.ts'
import { openSteps } from '../../views/parts/offered-steps.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { causeAdvice } from '../../views/parts/verdict-sections.ts'
import { isPast } from '../reading/incident-words.ts'

const dumpWords = 'dump, dumps, dumping, memory dump*, heap dump*, mini dump*, geheugendump*, geheugen dump*'

const waitWords = `
  wait, waiting, wait it out, wait for, hold on, hold off, sit it out, until morning, until tomorrow, leave it, wachten,
  afwachten, uitzitten, aankijken, tot morgen, laten lopen, tot morgenochtend, warten, attendre, esperar, aspettare`

/** What to do first, or whether to do nothing yet; nothing where neither is asked. */
export const dumpOrWaitLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  if (isPast(incident)) return []
  if (speaksOf(text, dumpWords)) return dumpLines(incident, say)
  return speaksOf(text, waitWords) ? waitLines(incident, say) : []
}

const dumpLines = (incident: Incident, say: Translate): readonly string[] => {
  const [cause] = namedCauses(incident.verdict)
  const [safest] = openSteps(incident)
  if (cause === undefined) return []
  if (causeTraitsOf(cause.cause)?.isInDump !== true) return [say(messageOf('answer.next-step.dump.no-use'))]
  const step = safest === undefined ? '' : stepTitle(safest, say)
  return [
    say(messageOf('answer.next-step.dump.first', { step, known: step === '' ? 'no' : 'yes' })),
    say(messageOf('answer.next-step.dump.pause')),
    say(messageOf('answer.next-step.dump.urgent', { step, known: step === '' ? 'no' : 'yes' })),
  ]
}

const minutesAnHour = 60

/** What an hour of waiting costs at the rate of now, and what could be done meanwhile. */
const waitLines = (incident: Incident, say: Translate): readonly string[] => {
  const { now } = comparedFigure(chartDataOf(incident), 'errors') ?? {}
  const [safest] = openSteps(incident)
  const advice = causeAdvice(incident.verdict, say).map(({ text }) => text)
  const failed = now === undefined ? 0 : Math.round(now * minutesAnHour)
  return [
    failed < 1
      ? say(messageOf('answer.next-step.wait.calm'))
      : say(
          messageOf('answer.next-step.wait.cost', { failed: Number(failed.toPrecision(2)), now: Math.round(now ?? 0) }),
        ),
    ...(safest === undefined
      ? [say(messageOf('answer.next-step.wait.none')), ...advice.slice(0, 1)]
      : [say(messageOf('answer.next-step.wait.instead', { step: stepTitle(safest, say), why: say(safest.why) }))]),
  ]
}
