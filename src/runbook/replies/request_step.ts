import { spokenDetailsIn } from '../../answers/reading/spoken-details.ts'
import { observedIn } from '../../answers/seen/looked.ts'
import { seenInstancesIn } from '../../answers/seen/seen-instances.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { choiceView } from '../../views/choice-view.ts'
import { offerButtons } from '../../views/parts/offered-steps.ts'
import { stepTitle } from '../../views/parts/step-title.ts'
import { type SpokenStep, spokenStepsIn } from '../spoken-step.ts'
import type { Reply } from './types.ts'

/**
 * A step was asked for, and not said which one, or not all that it needs. It is said what was heard, and nothing is
 * proposed in its place: what was asked for one instance never becomes all of them.
 */
export const requestStepReply: Reply = {
  id: 'request_step',
  about: 'nothing',
  amongPeople: true,
  answer: async ({ message, parsed }, { responder, choices, finder, dependencies }) => {
    const { steps } = dependencies
    const heard = spokenStepsIn(message.text, steps)
    const focus = await finder.about(message, parsed, 'open')
    const incident = focus.is === 'one' ? focus.incident : undefined
    const instances = incident === undefined || !lacksInstance(heard) ? [] : instanceNamesOf(incident)
    if (instances.length > 0) return choices.askWhichInstance(message, instances)
    await responder.answer(message, 'request-step', (say) => {
      const buttons = incident === undefined ? [] : offerButtons(incident, say)
      const offered = incident === undefined || buttons.length === 0 ? [] : [offeredMessage(incident)]
      return choiceView(
        { words: [...heardMessages(message.text, heard, { steps, say }), ...offered], choices: [], buttons },
        say,
      )
    })
  },
}

const lacksInstance = ([only, ...others]: readonly SpokenStep[]): boolean =>
  others.length === 0 && only?.args === undefined && only?.step.inputs.instance !== undefined

const instanceNamesOf = (incident: Incident): readonly string[] => {
  const findings = observedIn(incident)
  return findings === undefined ? [] : seenInstancesIn(findings).map(({ name }) => name)
}

const heardMessages = (
  text: string,
  heard: readonly SpokenStep[],
  { steps, say }: { readonly steps: readonly MitigationStep[]; readonly say: Translate },
): readonly TranslatableMessage[] => {
  const titles = (of: readonly MitigationStep[]) =>
    of.map(({ id }) => stepTitle({ step: id, args: {} }, say)).join(', ')
  const [only, ...others] = heard
  if (only === undefined)
    return [messageOf('talk.step.not-heard'), messageOf('talk.step.in-words', { steps: titles(steps) })]
  const all = heard.map(({ step }) => step)
  if (others.length > 0) return [messageOf('talk.step.several', { steps: titles(all) })]
  const doubt = only.step.askedBy.whyNotSaid?.(spokenDetailsIn(text))
  if (doubt !== undefined) return [doubt, messageOf('talk.step.again', { step: titles(all) })]
  const [missing = 'text'] = Object.values(only.step.inputs)
  return [messageOf('talk.step.missing', { step: titles(all), missing })]
}

const offeredMessage = ({ id }: Incident): TranslatableMessage => messageOf('talk.step.offered', { incident: id })
