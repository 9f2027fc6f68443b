import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { changeWords, incidentChanges } from '../../views/parts/change-lines.ts'
import type { AnswerSources } from '../types.ts'
import { startText } from './instance-words.ts'
import type { SeenInstance } from './seen-instances.ts'

export const asksForStart = (text: string): boolean =>
  /re-?start(?:ed)?\b|(?:was|is|been|did|has|have|when|it|process|last)\s+(?:\w+\s+)?started|reboot|recycled|uptime|how long .*(?:up|run)|running since|herstart|gestart|opgestart|draait .*al|hoe lang .*draai/i.test(
    text,
  )

/** Which one began when, the youngest last; and whether anybody is on record as having restarted it. */
export const startLines = (
  shown: readonly SeenInstance[],
  incident: Incident,
  sources: Pick<AnswerSources, 'probes'>,
  say: Translate,
): readonly string[] => {
  const known = shown.filter(({ startedAt }) => startedAt !== undefined)
  if (known.length === 0) return [say(messageOf('answer.which-instance.start-unknown'))]
  const told = known.map(({ name, startedAt = 0 }) =>
    say(messageOf('answer.which-instance.start', { name, when: startText(startedAt, incident.openedAt, say) })),
  )
  return [...told.slice(0, mostShown), ...restartLines(known, incident, sources, say)]
}

const mostShown = 4
/** A process begins a while after the restart that ended the one before; ours. */
const beforeStartInMs = 15 * 60_000
/** As far as Azure's record of changes is read back. */
const lookBackInMs = 48 * 3_600_000

/** What Azure's record has of a restart near it; where it has none, from when on it was read. */
const restartLines = (
  known: readonly SeenInstance[],
  incident: Incident,
  { probes }: Pick<AnswerSources, 'probes'>,
  say: Translate,
): readonly string[] => {
  const round = weighedObservationOf(incident)
  const asked = probes.filter(({ covers }) => covers === 'changes').map(({ id }) => id)
  const isRead = round?.results.some(({ probe, status }) => asked.includes(probe) && status === 'ok') ?? false
  if (round === undefined || !isRead) return []
  const from = round.window.to - lookBackInMs
  const isNear = (at: number) => known.some(({ startedAt = 0 }) => at <= startedAt && at >= startedAt - beforeStartInMs)
  const near = incidentChanges(incident).findLast(({ change, at }) => startingChanges.has(change) && isNear(at))
  if (near !== undefined) {
    const { what, detail } = changeWords(near, say)
    return [`${startText(near.at, incident.openedAt, say)} ${what.trim()} ${detail}`.trim()]
  }
  const isOlder = known.every(({ startedAt = 0 }) => startedAt < from)
  return [
    say(messageOf(`answer.which-instance.${isOlder ? 'start-older' : 'no-restart'}`, { from: say.dateTime(from) })),
  ]
}

/** What ends processes and begins new ones. */
const startingChanges: ReadonlySet<string> = new Set([
  'restart',
  'start',
  'deployment',
  'configuration',
  'swap',
  'scale',
])
