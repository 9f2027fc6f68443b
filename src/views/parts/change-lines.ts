import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind, weighedObservationOf } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { latestFindings } from './incident-findings.ts'
import { momentText } from './moment-text.ts'

export interface ChangeLine {
  readonly time: string
  readonly what: string
  /** Who and why, in their own words. Untrusted. */
  readonly detail: string
}

/** Every change seen, oldest first, each once though several probes may have seen it. */
export const incidentChanges = (incident: Incident): readonly ChangeFinding[] => {
  const once = new Map(
    findingsOfKind(latestFindings(incident), 'change').map((change) => [
      `${change.change} ${change.of} ${change.at} ${change.operation}`,
      change,
    ]),
  )
  return [...once.values()].sort((a, b) => a.at - b.at)
}

/** Newest first. */
export const changeLines = (incident: Incident, say: Translate): readonly ChangeLine[] => {
  const seenAt = weighedObservationOf(incident)?.window.to ?? incident.openedAt
  return incidentChanges(incident)
    .toReversed()
    .map((change) => ({ time: `${momentText(change.at, seenAt, say)} `, ...changeWords(change, say) }))
}

export const changeWords = (change: ChangeFinding, say: Translate): Omit<ChangeLine, 'time'> => ({
  what: `${whatChanged(change, say)} `,
  detail: changeDetail(change, say),
})

const whatChanged = (change: ChangeFinding, say: Translate): string => {
  const what = say(messageOf(`card.change.${change.change}`))
  const of = change.of === 'app' ? [] : [say(messageOf(`card.change.of-${change.of}`))]
  const status = change.status === 'succeeded' ? [] : [say(messageOf(`card.change.${change.status}`))]
  return [what, ...of, ...status].join(', ')
}

const changeDetail = (change: ChangeFinding, say: Translate): string => {
  const by = change.by === undefined ? [] : [say(messageOf('card.change.by', { who: sanitizeText(change.by, 60) }))]
  const tool =
    change.tool === undefined ? [] : [say(messageOf('card.change.with', { tool: sanitizeText(change.tool, 60) }))]
  const summary = change.summary === undefined ? [] : [`“${sanitizeText(change.summary, 120)}”`]
  return sanitizeText([...by, ...tool, ...summary].join(' '), 200)
}
