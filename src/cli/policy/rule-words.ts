import type { Translate } from '../../i18n/types.ts'
import { isWeeklyOn } from '../../incident/approval/change-freeze.ts'
import type { NotifyPolicy } from '../../incident/approval/notify-policy.ts'
import type { PolicyRule } from '../../incident/approval/policy.ts'
import type { Instant } from '../../incident/finding.ts'

/** What the rule says beside who approves: how long, how large, and what becomes of a step that goes back by itself. */
export const ruleLimitLines = (rule: PolicyRule, say: Translate): readonly string[] => [
  `time: a proposal waits ${say.duration(rule.expiresInMs)}; ${coolDownWords(rule, say)}`,
  ...sizeWords(rule),
  ...leaseWords(rule, say),
  ...(rule.forGood === false ? ['for good: no, a step that can go back by itself always gets a time'] : []),
]

const coolDownWords = ({ coolDownInMs }: PolicyRule, say: Translate): string =>
  coolDownInMs === 0 ? 'no pause after the step before' : `${say.duration(coolDownInMs)} after the step before`

const sizeWords = ({ maximumInstances, skus }: PolicyRule): readonly string[] => {
  const limits = [
    ...(maximumInstances === undefined ? [] : [`at most ${maximumInstances} instances`]),
    ...(skus === undefined ? [] : [`only ${skus.join(', ')}`]),
  ]
  return limits.length === 0 ? [] : [`size: ${limits.join('; ')}`]
}

/** One without a longest time of its own has ours, and what is to happen then may be said all the same. */
const leaseWords = ({ maximumLeaseInMs, atMaximumLease }: PolicyRule, say: Translate): readonly string[] => {
  if (maximumLeaseInMs === undefined && atMaximumLease === undefined) return []
  const longest = maximumLeaseInMs === undefined ? 'as long as any' : `at most ${say.duration(maximumLeaseInMs)}`
  return [`lease: ${longest}; ${endWords[atMaximumLease ?? 'hold']}`]
}

const endWords = {
  hold: 'then it goes back, or stays and people are asked where that would break its limits',
  return: 'then it goes back, even where that would break its limits',
} as const

/** Whom messages call in place of whoever has to act, and that it is an hour in which they call nobody. */
export const notifyLines = (
  { mention = {}, quietHours = [] }: NotifyPolicy,
  { now }: { readonly now: Instant },
): readonly string[] => {
  const called = Object.entries(mention).map(([event, roles]) => `${event}: ${roles.join(', ') || 'nobody'}`)
  const isQuiet = quietHours.some((time) => isWeeklyOn(time, now))
  return [
    ...(called.length === 0 ? [] : [`messages call ${called.join('; ')}`]),
    ...(isQuiet ? ['quiet hours: messages call nobody, but for an approval and an emergency'] : []),
  ]
}
