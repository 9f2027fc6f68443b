import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { firstStageOf, isObservationRunning } from '../../incident/observation-stages.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'

export const isObserving = (incident: Incident): boolean =>
  incident.closed === undefined && isObservationRunning(incident)

/** How many of the probes are in that the verdict waits for. */
export const observationProgress = ({ observation }: Incident): { readonly in: number; readonly of: number } => {
  const awaited = observation === undefined ? [] : firstStageOf(observation)
  const results = observation?.results.filter(({ probe }) => awaited.includes(probe)) ?? []
  return { in: results.length, of: awaited.length }
}

/** Every probe that the verdict waits for with how it stands: in, out, or failed. */
const probeStateLines = (incident: Incident, say: Translate): readonly CardLine[] => {
  const { observation } = incident
  if (observation === undefined) return []
  const { results } = observation
  return firstStageOf(observation).map((probe) => {
    const title = probeTitle(probe, say)
    const result = results.find((one) => one.probe === probe)
    if (result === undefined) return cardLine('…', 'default', title)
    if (result.status === 'not-offered') return cardLine('–', 'default', title)
    return result.status === 'ok' ? cardLine('✓', 'good', title) : cardLine('✗', 'attention', title)
  })
}

/** The same, to stand side by side in one paragraph while they come in. */
export const probeTextRuns = (
  incident: Incident,
  say: Translate,
): readonly { readonly text: string; readonly color: string }[] =>
  probeStateLines(incident, say).map(({ mark, color, text }) => ({ text: `${mark}${text}   `, color }))

/** What could not be seen. What the plan's tier does not offer is no gap. */
const gapsOf = (incident: Incident): readonly ProbeResult[] =>
  (incident.observation?.results ?? []).filter(({ status }) => status !== 'ok' && status !== 'not-offered')

const maxNamedGaps = 4

/** None or one: which sources gave nothing, in a line; why stands under what was looked at. */
export const gapSummary = (incident: Incident, say: Translate): readonly { readonly text: string }[] => {
  const titles = gapsOf(incident).map(({ probe }) => probeTitle(probe, say))
  if (titles.length === 0) return []
  const left = titles.length - maxNamedGaps
  const named = [...titles.slice(0, maxNamedGaps), ...(left > 0 ? [say(messageOf('card.gaps.more', { left }))] : [])]
  return [{ text: sanitizeText(say(messageOf('card.gaps', { probes: named.join(', ') })), 400) }]
}

/** Each with why: a missing permission names its action, scope and role. */
export const gapLines = (incident: Incident, say: Translate): readonly CardLine[] =>
  gapsOf(incident).map((result) =>
    cardLine('✗', 'attention', sanitizeText(`${probeTitle(result.probe, say)}: ${say(gapReason(result))}`, 500)),
  )

export const gapReason = ({ status, failure }: ProbeResult): TranslatableMessage =>
  failure ?? messageOf(`card.gap.${status === 'ok' ? 'failed' : status}`)

export const probeTitle = (probe: string, say: Translate): string =>
  sanitizeText(say(messageOf(`probe.${probe}.title`)), 60)
