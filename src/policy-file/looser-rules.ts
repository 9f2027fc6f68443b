import { matchesAnyGlob } from '../incident/approval/glob.ts'
import type { Policy, PolicyRule } from '../incident/approval/policy.ts'
import { countWords } from '../text/count-words.ts'

/** Rules of some tags whose steps fall, on an app without the tag, to a rule that asks for fewer. `steps` are all ids. */
export const looserRules = ({ rules }: Policy, steps: readonly string[]): readonly string[] =>
  rules.flatMap((rule, index) => {
    if (!isNarrowed(rule)) return []
    const others = rules.slice(index + 1).filter((later) => !isNarrowed(later) && meet(rule, later, steps))
    const next = others.find((later) => later.needed < rule.needed || takesAllOf(rule, later, steps))
    return next === undefined || next.needed >= rule.needed ? [] : [wordsOf(rule, next)]
  })

const isNarrowed = ({ environments, tags = {} }: PolicyRule): boolean =>
  environments !== undefined || Object.keys(tags).length > 0

const wordsOf = ({ name, environments, needed }: PolicyRule, next: PolicyRule): string => {
  const tag = environments === undefined ? 'its tags' : 'an environment tag'
  const fewer = `${countWords(next.needed, 'approval')} instead of ${needed}`
  return `rule "${name}": an app without ${tag}, or with a typo in it, gets the looser rule "${next.name}" (${fewer}): narrow that one too, or let it ask for as many`
}

const stepsOf = (rule: PolicyRule, steps: readonly string[]): readonly string[] =>
  steps.filter((step) => matchesAnyGlob(rule.steps, step))

/** Whether some step on some app could be both rules'. */
const meet = (one: PolicyRule, other: PolicyRule, steps: readonly string[]): boolean =>
  stepsOf(one, steps).some((step) => matchesAnyGlob(other.steps, step)) &&
  (one.risks === undefined || other.risks === undefined || one.risks.some((risk) => other.risks?.includes(risk))) &&
  (one.apps === undefined || one.apps.some((app) => mayMeet(app, other.apps)))

const mayMeet = (pattern: string, others: readonly string[] | undefined): boolean =>
  matchesAnyGlob(others, pattern) || (others ?? []).some((other) => matchesAnyGlob([pattern], other))

/** What the other takes whole goes no further. */
const takesAllOf = (one: PolicyRule, other: PolicyRule, steps: readonly string[]): boolean =>
  stepsOf(one, steps).every((step) => matchesAnyGlob(other.steps, step)) &&
  (other.risks === undefined || one.risks?.every((risk) => other.risks?.includes(risk)) === true) &&
  (other.apps === undefined || one.apps?.every((app) => matchesAnyGlob(other.apps, app)) === true)
