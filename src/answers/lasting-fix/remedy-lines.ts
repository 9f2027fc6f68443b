import { remedies } from '../../diagnose/remedies.ts'
import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import { namedCauses } from '../../incident/verdict.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { spokenTerms } from '../../text/spoken-terms.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { causeTitle } from '../../views/parts/verdict-title.ts'

/** A step of ours, or something that people do themselves: both can be asked about as what would help. */
export interface NamedRemedy {
  readonly id: string
  readonly step?: MitigationStep
}

export const namedRemediesIn = (text: string, steps: readonly MitigationStep[]): readonly NamedRemedy[] =>
  spokenTerms<NamedRemedy & { readonly spokenAs: string }>(text, [
    ...steps.map((step) => ({
      id: step.id,
      spokenAs: [step.spokenAs, step.weighedAs].filter((words) => words !== undefined).join(','),
      step,
    })),
    ...remedies,
  ])

type Effect = 'lasting' | 'relief' | 'no' | 'tells' | 'unknown'

const effectOf = ({ id, step }: NamedRemedy, incident: Incident | undefined): Effect => {
  const [first] = namedCauses(incident?.verdict)
  const traits = first === undefined ? undefined : causeTraitsOf(first.cause)
  if (incident === undefined || traits === undefined) return 'unknown'
  if (step?.kind === 'capture') return traits.isInDump === true ? 'tells' : 'no'
  if (traits.remedies.lasting.includes(id)) return 'lasting'
  const isSuggested = suggestedStepsOf(incident).some((one) => one.step === id)
  return isSuggested || traits.remedies.relief.includes(id) ? 'relief' : 'no'
}

/** Whether it would help against the cause that is named, and what it does at all. */
export const remedyLine = (remedy: NamedRemedy, incident: Incident | undefined, say: Translate): string => {
  const [first] = namedCauses(incident?.verdict)
  const args = {
    remedy: titleOf(remedy, say),
    does: say(messageOf(`remedy.${remedy.id}.does`)),
    cause: first === undefined ? '' : causeTitle(first.cause, say),
  }
  if (incident !== undefined && lacksSlot(remedy, incident)) return say(messageOf('answer.lasting-fix.no-slot', args))
  const line = say(messageOf(`answer.lasting-fix.${effectOf(remedy, incident)}`, args))
  return isOn(remedy, incident) ? `${line} ${say(messageOf('answer.lasting-fix.on'))}` : line
}

const titleOf = ({ id }: NamedRemedy, say: Translate): string =>
  remedies.some((own) => own.id === id) ? say(messageOf(`remedy.${id}.title`)) : stepTitle({ step: id, args: {} }, say)

/** A swap is a way back only where the verdict suggests it: else no slot holds the version before. */
const lacksSlot = ({ id, step }: NamedRemedy, incident: Incident): boolean =>
  step?.inputs.slot !== undefined &&
  namedCauses(incident.verdict).some(({ cause }) => causeTraitsOf(cause)?.remedies.lasting.includes(id)) &&
  !suggestedStepsOf(incident).some(({ step }) => step === id)

/** What is set already can't have been what lacked. */
const isOn = ({ id }: NamedRemedy, incident: Incident | undefined): boolean => {
  const { alwaysOn, autoHealEnabled, healthCheckPath } =
    incident === undefined ? {} : (incidentStates(incident, 'app')[0]?.properties ?? {})
  switch (id) {
    case 'always-on':
      return alwaysOn === true
    case 'auto-heal':
      return autoHealEnabled === true
    case 'health-check':
      return typeof healthCheckPath === 'string' && healthCheckPath !== ''
    default:
      return false
  }
}

const maxNamed = 2

/** A line for each remedy that is named, then what mends it for good; none where no remedy is named. */
export const remedyLines = (
  named: readonly NamedRemedy[],
  incident: Incident | undefined,
  say: Translate,
): readonly string[] =>
  named.length === 0
    ? []
    : [...named.slice(0, maxNamed).map((one) => remedyLine(one, incident, say)), ...lastingWords(incident, say)]

/** None or one: what ends the named cause for good, and how much work that is. */
export const lastingWords = (incident: Incident | undefined, say: Translate): readonly string[] =>
  causeFact('lasting', incident, say)

/** None or one: where its developers, or whoever sets it up, should look. */
export const whereWords = (incident: Incident | undefined, say: Translate): readonly string[] =>
  causeFact('where', incident, say)

/** None or one: what would have to be seen for it to be another cause. */
export const unlessWords = (incident: Incident | undefined, say: Translate): readonly string[] =>
  causeFact('unless', incident, say)

const causeFact = (
  fact: 'lasting' | 'where' | 'unless',
  incident: Incident | undefined,
  say: Translate,
): readonly string[] =>
  namedCauses(incident?.verdict)
    .slice(0, 1)
    .filter(({ cause }) => causeTraitsOf(cause) !== undefined)
    .map(({ cause }) => say(messageOf(`cause.${cause}.${fact}`)))
