import { namedStepsIn } from '../answers/reading/named-steps.ts'
import { spokenDetailsIn } from '../answers/reading/spoken-details.ts'
import type { MitigationStep, SpokenArgs, SpokenDetails } from '../mitigate/types.ts'
import { isOtherRequest, type ParsedMessage } from '../understand/types.ts'
import type { IntentRequest } from './intent-to-request.ts'

export interface SpokenStep {
  readonly step: MitigationStep
  /** `undefined` where one that it needs was not said. */
  readonly args: SpokenArgs | undefined
}

/**
 * Steps that words name, each with what is said of it. One with an intent of its own, such as scaling up, gives way to
 * one without ("turn automatic scaling on, up to 6"), and one that touches all instances to one that touches one.
 */
export const spokenStepsIn = (text: string, steps: readonly MitigationStep[]): readonly SpokenStep[] => {
  const details = spokenDetailsIn(text)
  return narrowlyNamed(text, details, steps).map((step) => ({ step, args: step.askedBy.argsOf(details) }))
}

const narrowlyNamed = (
  text: string,
  details: SpokenDetails,
  steps: readonly MitigationStep[],
): readonly MitigationStep[] => {
  const named = namedStepsIn(text, steps)
  const others = named.filter(({ askedBy }) => askedBy.intent === 'request_step')
  return others.length > 0 ? others : [...new Set(named.map((step) => narrowerOf(step, details, steps) ?? step))]
}

const isInsteadOf = ({ askedBy }: MitigationStep, intent: string): boolean =>
  askedBy.insteadOf?.some((other) => other === intent) ?? false

/** "restart contoso-web, RD0003FF12AB34 is sick": whoever names an instance gets that one, and none beside it. */
const narrowerOf = (
  { askedBy }: MitigationStep,
  { oneInstance }: SpokenDetails,
  steps: readonly MitigationStep[],
): MitigationStep | undefined =>
  oneInstance === true
    ? steps.find((step) => step.inputs.instance !== undefined && isInsteadOf(step, askedBy.intent))
    : undefined

/** Both take a number of instances, or a size: with autoscale alone named, "up to 8 instances" scales nothing out. */
const sharesScale = (one: MitigationStep, other: MitigationStep): boolean =>
  (['instance-count', 'sku'] as const).some((scale) =>
    [one, other].every(({ inputs }) => Object.values(inputs).includes(scale)),
  )

/**
 * True where a request names another step than the one that its intent leads to: "restart only RD0003FF12AB34" is no
 * restart of the app, "scale in to 2 instances" no scaling out, and "take a dump" collects no logs.
 */
export const isOtherStepMeant = (
  text: string,
  { intent }: ParsedMessage,
  steps: readonly MitigationStep[],
): boolean => {
  const details = spokenDetailsIn(text)
  // One instance alone, also where no step's words are among those said.
  if (intent === 'request_restart') return details.oneInstance === true
  const named = narrowlyNamed(text, details, steps)
  if (named.some((step) => isInsteadOf(step, intent) || step.askedBy.whyNotSaid?.(details) !== undefined)) return true
  const own = steps.filter(({ askedBy }) => askedBy.intent === intent)
  const isOwnNamed = namedStepsIn(text, steps).some((step) => own.includes(step))
  return !isOwnNamed && named.some((step) => own.some((one) => sharesScale(step, one)))
}

/** "start contoso-web" is "start the app": where nothing else is named, the app stands for what it is. */
const stepsNamedIn = (
  text: string,
  { apps = [] }: Partial<ParsedMessage>,
  steps: readonly MitigationStep[],
): readonly SpokenStep[] => {
  const named = spokenStepsIn(text, steps)
  if (named.length > 0) return named
  const names = apps.filter((name) => name !== '')
  return spokenStepsIn(
    names.reduce((said, name) => said.replaceAll(name, 'the app'), text),
    steps,
  )
}

/**
 * The one step that is asked for by its own name, with all that it needs; `undefined` where something is missing. Where
 * it is not sure which step is wished for, its name says so.
 */
export const stepInWords = (
  text: string,
  parsed: ParsedMessage,
  steps: readonly MitigationStep[],
): IntentRequest | undefined => {
  const { meaning, certainty, isQuestion } = parsed
  // "stop" alone calls off what waits: it is no wish for a step, although one is called so.
  const isWish = meaning.startsWith('request_') || meaning === 'collect_diagnostics'
  if (!isWish || isQuestion || certainty === 'unclear') return undefined
  const [only, ...others] = stepsNamedIn(text, parsed, steps)
  if (only?.args === undefined || others.length > 0) return undefined
  const { step, args } = only
  const isMeantByName = certainty === 'likely' && (step.askedBy.intent === meaning || isInsteadOf(step, meaning))
  if (!isMeantByName && !isOtherRequest(meaning) && !(certainty === 'sure' && isOtherStepMeant(text, parsed, steps)))
    return undefined
  return { symptom: step.askedBy.symptom, wanted: { step: step.id, args } }
}
