import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { StepArgs, StepRequest } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf } from '../../incident/suggested-steps.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { numberWords } from '../../understand/entities/number-words.ts'
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

/** "Does it stop costing money", "wanneer stopt dat": what ends, not what is to be stopped. */
const endingByItself =
  /\b(?:does|do|will|would|when|can|it|this|that|bill(?:ing)?|costs?|errors?|trouble|meter)\s+(?:\w+\s+){0,2}stops?\b|\bstops?\s+(?:costing|paying|billing|charging|failing|by itself|on its own)|\bstopt\b/gi

/** Approved already: where nothing waits, that is the step people speak of. */
const underWay = (incident: Incident | undefined): readonly Action[] =>
  incident === undefined || incident.closed !== undefined
    ? []
    : incident.actions.filter((action) => hasStatusTrait(action, 'under-way')).toReversed()

const toCount = new RegExp(
  `\\b(?:to|naar|op)\\s+(?:\\d{1,2}|${Object.keys(numberWords)
    .filter((word) => word.length > 2 && (numberWords[word] ?? 0) > 1)
    .join('|')})(?![\\w:.]| ?(?:uur|hours?|minu|o'?clock|am\\b|pm\\b|gb|cores?|%))`,
  'i',
)

/** "Opschalen naar zes" says how many, so that no size is meant by it. */
const namedIn = (text: string, steps: readonly MitigationStep[]): readonly string[] => {
  const named = namedStepsIn(text, steps)
  const isCounted = toCount.test(text) && spokenDetailsIn(text).sku === undefined
  const wider = steps.find(({ askedBy }) => askedBy.intent === 'request_scale_out')
  const isSize = ({ inputs }: MitigationStep): boolean => Object.values(inputs).includes('sku')
  return named.map((step) => (isCounted && wider !== undefined && isSize(step) ? wider.id : step.id))
}

/** The number in "naar zes". */
const countIn = (text: string): number | undefined => {
  const said = toCount.exec(text)?.[0].split(/\s+/).at(-1)?.toLowerCase()
  return said === undefined ? undefined : (numberWords[said] ?? (Number.isNaN(Number(said)) ? undefined : Number(said)))
}

/** The step that a question is about: the one it names, else what waits, else what the verdict suggests first. */
export const askedStepOf = (
  text: string,
  incident: Incident | undefined,
  steps: readonly MitigationStep[],
): AskedStep | undefined => {
  const waiting = waitingActions(incident)
  const apart = text.replace(endingByItself, ' ')
  const heard = waiting.length === 0 ? apart : apart.replace(takingBack, ' ')
  const named = namedIn(heard, steps)
  const known: readonly AskedStep[] = [
    ...[...waiting, ...underWay(incident)].map((action) => ({ request: action.plan ?? action.request, action })),
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
  const { instances = countIn(text), moreInstances, sku, instance } = spokenDetailsIn(text)
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
