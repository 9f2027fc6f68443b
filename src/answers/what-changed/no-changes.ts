import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ChangeFinding, ChangeType, ProbeTraits, TimeWindow } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { gapReason, probeTitle } from '../../views/parts/observation-progress.ts'
import { recordedInMs } from './asked-time.ts'

interface AskedChanges extends TimeWindow {
  readonly types: readonly ChangeType[]
  readonly place: ChangeFinding['of'] | undefined
  readonly probes: readonly ProbeTraits[]
}

/** No change at all, or none of that kind: in which time, so that nobody takes it for more than it is. */
export const noChangeLines = (
  incident: Incident,
  { from, to, types, place, probes }: AskedChanges,
  say: Translate,
): readonly string[] => {
  const seen = weighedObservationOf(incident)
  const asked = probes.filter(({ covers }) => covers === 'changes').map(({ id }) => id)
  const failed = seen?.results.filter(({ probe, status }) => asked.includes(probe) && status !== 'ok') ?? []
  if (seen === undefined || failed.length > 0) {
    const why = failed.map((result) => `${probeTitle(result.probe, say)}: ${say(gapReason(result))}`)
    return [say(messageOf('answer.what-changed.unseen')), ...why]
  }
  const isOut = asked.some((id) => seen.probes.includes(id) && !seen.results.some(({ probe }) => probe === id))
  if (isOut) return [say(messageOf('answer.what-changed.not-yet'))]
  if (from >= seen.window.to)
    return [say(messageOf('answer.what-changed.not-read-since', { at: say.dateTime(seen.window.to) }))]
  const words = {
    what: [
      ...(place === undefined ? [] : [say(messageOf(`card.change.of-${place}`))]),
      ...types.map((type) => say(messageOf(`card.change.${type}`)).toLowerCase()),
    ].join(', '),
    from: say.dateTime(Math.max(from, seen.window.to - recordedInMs)),
    to: say.dateTime(Math.min(to, seen.window.to)),
  }
  return [
    say(
      messageOf(
        types.length === 0 && place === undefined ? 'answer.what-changed.none' : 'answer.what-changed.none-such',
        words,
      ),
    ),
  ]
}
