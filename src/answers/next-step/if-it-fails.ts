import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { namedCauses } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { openSteps } from '../../views/parts/offered-steps.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { lastingWords } from '../lasting-fix/remedy-lines.ts'
import { isPast } from '../reading/incident-words.ts'
import { namedStepsIn } from '../reading/named-steps.ts'

const failWords = `
  does not help, doesn't help, don't help, won't help, no help, does not work, doesn't work, do not stop, don't stop,
  does not stop, doesn't stop, not enough, still fail*, still broken, still there, still slow, stays bad, no better, no luck,
  does nothing, do nothing, no effect, nothing changes, stays red, stay red, doesn't cure, does not cure, no difference, doet niets, not gone, niet weg, niet over,
  niets doet, niets verandert, blijft rood, rood blijft, verhelpt … niet, niet verhelpt, niets oplevert,
  if that fails, if it fails, fails too, plan b, fall back plan, not helpen, niet helpt, helpt niet, helpt … niet,
  niet werkt, werkt niet, niet genoeg, niet stopt, niet stoppen, nog steeds, niet lukt, lukt … niet, geen effect,
  niets uithaalt, uithaalt`
const conditionWords =
  'if, when, suppose, in case, what if, and then, als, wanneer, stel, mocht, wat als, en dan, indien'

/** Only against a cause that lasts is anything next. */
export const isFailureAsked = (incident: Incident, text: string): boolean =>
  !isPast(incident) &&
  namedCauses(incident.verdict).length > 0 &&
  speaksOf(text, failWords) &&
  speaksOf(text, conditionWords)

/** "And if that does not help?": the next step that fits, then what ends it for good; none where it is not asked. */
export const ifItFailsLines = (
  incident: Incident,
  text: string,
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  if (!isFailureAsked(incident, text)) return []
  const offered = openSteps(incident)
  const named = namedStepsIn(text, steps).map(({ id }) => id)
  const tried = offered.find(({ step }) => named.includes(step)) ?? offered[0]
  const next = offered.find((one) => one !== tried && !named.includes(one.step))
  return [
    next === undefined
      ? say(messageOf('answer.next-step.fails.none'))
      : say(messageOf('answer.next-step.fails', { step: stepTitle(next, say), why: say(next.why) })),
    ...lastingWords(incident, say),
    say(messageOf('answer.next-step.fails.look')),
  ]
}
