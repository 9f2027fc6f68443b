import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, ProbeResult, ProbeTraits } from '../../incident/finding.ts'
import type { Incident, ObservationRound } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { gapReason, probeTitle } from '../../views/parts/observation-progress.ts'

const maxSources = 3

/** Each source that is named: whether it answered, what stands in it, or why it was not read and what opens it. */
export const namedSourceLines = (
  incident: Incident,
  round: ObservationRound,
  { text, now, probes }: { readonly text: string; readonly now: Instant; readonly probes: readonly ProbeTraits[] },
  say: Translate,
): readonly string[] =>
  probes
    .filter(({ spokenAs }) => spokenAs !== undefined && speaksOf(text, spokenAs))
    .flatMap(({ id: probe }) => {
      const result = round.results.find((one) => one.probe === probe)
      if (result === undefined) return []
      const source = probeTitle(probe, say)
      if (result.status !== 'ok')
        return [say(messageOf('answer.what-checked.source.unread', { source, why: say(gapReason(result)) }))]
      const at = momentText(round.startedAt, now, say)
      return [
        ...(isOfReferences(result) ? referenceWords(incident, say) : []),
        say(messageOf('answer.what-checked.source.read', { source, at })),
        ...(result.gaps ?? []).slice(0, 1).map((gap) => `▸ ${say(gap)}`),
      ]
    })
    .slice(0, maxSources)

const isOfReferences = ({ findings }: ProbeResult): boolean =>
  findings.some((finding) => finding.kind === 'state' && finding.of === 'reference')

/** How many settings take their value from a vault, and which of them get none. */
const referenceWords = (incident: Incident, say: Translate): readonly string[] => {
  const references = incidentStates(incident, 'reference')
  const broken = references.filter(({ properties }) => properties.status !== 'Resolved')
  const first = broken[0]?.name ?? ''
  return [say(messageOf('answer.what-checked.references', { count: references.length, broken: broken.length, first }))]
}
