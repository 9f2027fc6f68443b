import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { changeWords, incidentChanges } from '../parts/change-lines.ts'
import { healthCheckNote } from '../parts/health-check-note.ts'
import { gapReason, probeTitle } from '../parts/observation-progress.ts'
import { sanitizeText } from '../untrusted-text.ts'
import type { Look, LookSection } from './types.ts'

/** A terminal has room for so many of each. */
const maxChanges = 8
/** An onset is known to the minute: what was changed within it may have come first. */
const onsetGrainInMs = 60_000
/** The JSON has them all. */
const maxTypes = 3

/** What was changed before it began, newest first: the suspects; and what was changed since, which may be help. */
export const changeSections = (incident: Incident, say: Translate): readonly LookSection[] => {
  const since = incident.verdict?.since
  const changes = incidentChanges(incident).toReversed()
  const lines = (some: readonly ChangeFinding[]) => some.slice(0, maxChanges).map((change) => changeText(change, say))
  const title = (key: string) => say(messageOf(`look.title.${key}`))
  if (since === undefined) return [{ title: title('changes'), lines: lines(changes) }]
  return [
    { title: title('changes-before'), lines: lines(changes.filter(({ at }) => at < since + onsetGrainInMs)) },
    { title: title('changes-after'), lines: lines(changes.filter(({ at }) => at >= since + onsetGrainInMs)) },
  ]
}

/** A look goes back for days: the hour alone would not tell which. */
const changeText = (change: ChangeFinding, say: Translate): string => {
  const { what, detail } = changeWords(change, say)
  return sanitizeText(`${say.dateTime(change.at)} · ${what}${detail}`, 300)
}

/**
 * Every source that gave nothing or not all, with why: a missing permission names its action, scope and role. `told` is
 * what stands above already.
 */
export const gapLinesOfLook = (incident: Incident, told: readonly string[], say: Translate): readonly string[] => [
  ...(incident.observation?.results ?? []).flatMap((result) => [
    ...(result.status === 'ok' ? [] : [`${probeTitle(result.probe, say)}: ${say(gapReason(result))}`]),
    ...(result.gaps ?? []).map((gap) => `${probeTitle(result.probe, say)}: ${say(gap)}`),
  ]),
  ...healthCheckNote(incident, say)
    .map(({ text }) => text)
    .filter((text) => !told.some((line) => line.includes(text))),
]

/** What the look cost: requests by what was asked most, and the time. */
export const costLines = ({ requests, tookInMs }: Look, say: Translate): readonly string[] => {
  const types = Object.entries(requests.armByType)
  const most = types.slice(0, maxTypes).map(([type, count]) => `${count} × ${sanitizeText(type, 100)}`)
  const others = types.slice(maxTypes).reduce((sum, [, count]) => sum + count, 0)
  const took = say.number(tookInMs / 1000, 'seconds')
  return [
    say(messageOf('look.requests', { arm: requests.arm, app: requests.app, logs: requests.logs, took })),
    [...most, ...(others === 0 ? [] : [say(messageOf('look.requests.others', { count: others }))])].join(', '),
  ]
}
