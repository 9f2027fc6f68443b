import type { ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

export const isObserving = (incident: Incident): boolean => {
  const { observation, closed } = incident
  return closed === undefined && observation !== undefined && observation.results.length < observation.probes.length
}

/** Every probe of the round with how it stands: in, out, or failed. */
const probeLines = (incident: Incident, say: Say): readonly Line[] => {
  const { probes = [], results = [] } = incident.observation ?? {}
  return probes.map((probe) => {
    const title = probeTitle(probe, say)
    const result = results.find((one) => one.probe === probe)
    if (result === undefined) return line('…', 'default', title)
    if (result.status === 'not-offered') return line('–', 'default', title)
    return result.status === 'ok' ? line('✓', 'good', title) : line('✗', 'attention', title)
  })
}

/** The same, to stand side by side in one paragraph while they come in. */
export const probeRuns = (incident: Incident, say: Say): readonly { readonly text: string; readonly color: string }[] =>
  probeLines(incident, say).map(({ mark, color, text }) => ({ text: `${mark}${text}   `, color }))

/** What could not be seen. What the plan's tier does not offer is no gap. */
const gapsOf = (incident: Incident): readonly ProbeResult[] =>
  (incident.observation?.results ?? []).filter(({ status }) => status !== 'ok' && status !== 'not-offered')

const mostNamed = 4

/** None or one: which sources gave nothing, in a line; why stands under what was looked at. */
export const gapLine = (incident: Incident, say: Say): readonly { readonly text: string }[] => {
  const titles = gapsOf(incident).map(({ probe }) => probeTitle(probe, say))
  if (titles.length === 0) return []
  const left = titles.length - mostNamed
  const named = [...titles.slice(0, mostNamed), ...(left > 0 ? [say(phrase('card.gaps.more', { left }))] : [])]
  return [{ text: plain(say(phrase('card.gaps', { probes: named.join(', ') })), 400) }]
}

/** Each with why: a missing permission names its action, scope and role. */
export const gapLines = (incident: Incident, say: Say): readonly Line[] =>
  gapsOf(incident).map((result) =>
    line('✗', 'attention', plain(`${probeTitle(result.probe, say)}: ${say(gapReason(result))}`, 500)),
  )

export const gapReason = ({ status, failure }: ProbeResult): Phrase =>
  failure ?? phrase(`card.gap.${status === 'ok' ? 'failed' : status}`)

export const probeTitle = (probe: string, say: Say): string => plain(say(phrase(`probe.${probe}.title`)), 60)
