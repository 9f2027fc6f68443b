import type { Action, Incident } from '../../incident/incident.ts'
import type { StepArgs, StepRequest } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { namedStepsIn } from './named-steps.ts'
import { spokenDetailsIn } from './spoken-details.ts'

export interface AskedStep {
  readonly request: StepRequest
  /** The proposal that it is, where it waits already. */
  readonly action?: Action
}

/** Asked for, and not decided yet. */
export const waitingActions = (incident: Incident | undefined): readonly Action[] =>
  incident?.closed !== undefined
    ? []
    : (incident?.actions.filter(({ status }) => status === 'proposed' || status === 'requested') ?? []).toReversed()

/** "Can it be reverted?" is about what waits, and names no step of its own. */
const takingBack = /\b(?:revert|undo|undone|ongedaan|terug ?(?:te )?draai)\w*/gi

/** The step that a question is about: the one it names, else what waits, else what the verdict suggests first. */
export const askedStepOf = (
  text: string,
  incident: Incident | undefined,
  steps: readonly MitigationStep[],
): AskedStep | undefined => {
  const waiting = waitingActions(incident)
  const heard = waiting.length === 0 ? text : text.replace(takingBack, ' ')
  const named = namedStepsIn(heard, steps).map(({ id }) => id)
  const known: readonly AskedStep[] = [
    ...waiting.map((action) => ({ request: action.plan ?? action.request, action })),
    ...(incident === undefined ? [] : suggestedStepsOf(incident)).map(({ step, args }) => ({
      request: { step, args },
    })),
  ]
  const fitting =
    known.find(({ request }) => named.length === 0 || named.includes(request.step)) ??
    (isOfferedMeant(text) ? known.find(({ request }) => isSameFamily(request.step, named[0], steps)) : undefined)
  const member = steps.find(({ id }) => id === (fitting?.request.step ?? named[0]))
  if (member === undefined) return undefined
  const said = saidArgs(text, member)
  const isSaidOtherwise = Object.entries(said).some(([name, value]) => fitting?.request.args[name] !== value)
  if (fitting !== undefined && !isSaidOtherwise) return fitting
  const args = Object.keys(said).length > 0 ? said : spokenArgs(text, member)
  return { request: { step: member.id, args } }
}

const widerWords = `
  whole app, entire app, whole site, entire site, full app, all instances, all workers, every instance, everything, full restart,
  hard restart, app restart, complete restart, both instances, all of them, hele app, hele site, ganse app, heel de app, heel de site, alle instan*,
  alle workers, alles, volledige herstart, volledig herstart*, complete herstart, allemaal, gewone herstart, normal restart,
  normale herstart`

const suchWords = `
  such, such a, that one, this one, it restarts, it is restarted, die ene, deze ene, die even, deze even, the restart, that restart, this restart, that step, this step, your restart, proposed, suggested, offered, zo'n,
  zo een, zulke, de herstart, die herstart, deze herstart, die stap, deze stap, jouw herstart, je herstart, het herstarten,
  voorgesteld*, aangeboden, we restart, we've restarted, after restarting`

/** "Such a restart" is the gentler one that is offered, unless all is said to restart. */
export const isOfferedMeant = (text: string): boolean => speaksOf(text, suchWords) && !speaksOf(text, widerWords)

/** Asked for in the same words, and no more harm than what was named. */
export const isSameFamily = (id: string, named: string | undefined, steps: readonly MitigationStep[]): boolean => {
  const own = steps.find((step) => step.id === id)
  const other = steps.find((step) => step.id === named)
  if (own === undefined || other === undefined || own.harm > other.harm) return false
  const { intent, insteadOf = [] } = own.askedBy
  return intent === other.askedBy.intent || insteadOf.some((one) => one === other.askedBy.intent)
}

/** What the step takes of what was said, as when it is asked for in words: one more where no number is said. */
const spokenArgs = (text: string, { askedBy }: MitigationStep): StepArgs => {
  const { leaseInMs: _, ...args } = askedBy.argsOf(spokenDetailsIn(text)) ?? {}
  return args
}

/** The arguments that stand in so many words: a number of instances, a size, an instance's name. */
const saidArgs = (text: string, { inputs }: MitigationStep): StepArgs => {
  const { instances, moreInstances, sku, instance } = spokenDetailsIn(text)
  const given = { more: moreInstances, 'instance-count': instances, sku, instance }
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, input]) => {
      const value = input === 'number' && name === 'more' ? given.more : valueFor(input, given)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

const valueFor = (input: string, given: Readonly<Record<string, string | number | undefined>>) =>
  input === 'instance-count' || input === 'sku' || input === 'instance' ? given[input] : undefined
