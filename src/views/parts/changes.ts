import type { ChangeFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { findingsOf } from './findings.ts'

export interface ChangeLine {
  readonly time: string
  readonly what: string
  /** Who and why, in their own words. Untrusted. */
  readonly detail: string
}

/** Every change seen, oldest first, each once though several probes may have seen it. */
export const changesOf = (incident: Incident): readonly ChangeFinding[] => {
  const once = new Map(
    findingsOf(incident, 'change').map((change) => [
      `${change.change} ${change.of} ${change.at} ${change.operation}`,
      change,
    ]),
  )
  return [...once.values()].sort((a, b) => a.at - b.at)
}

/** Newest first. */
export const changeLines = (incident: Incident, say: Say): readonly ChangeLine[] =>
  changesOf(incident)
    .toReversed()
    .map((change) => ({
      time: `${say.time(change.at)} `,
      what: `${whatChanged(change, say)} `,
      detail: detail(change, say),
    }))

const whatChanged = (change: ChangeFinding, say: Say): string => {
  const what = say(phrase(`card.change.${change.change}`))
  const of = change.of === 'plan' ? [say(phrase('card.change.of-plan'))] : []
  const status = change.status === 'succeeded' ? [] : [say(phrase(`card.change.${change.status}`))]
  return [what, ...of, ...status].join(', ')
}

const detail = (change: ChangeFinding, say: Say): string => {
  const by = change.by === undefined ? [] : [say(phrase('card.change.by', { who: plain(change.by, 60) }))]
  const summary = change.summary === undefined ? [] : [`“${plain(change.summary, 120)}”`]
  return plain([...by, ...summary].join(' '), 200)
}
