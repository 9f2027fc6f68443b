import type { ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

export const isObserving = (incident: Incident): boolean => {
  const { observation, closed } = incident
  return closed === undefined && observation !== undefined && observation.results.length < observation.probes.length
}

/** Every probe of the round with how it stands: in, out, or failed. */
export const probeLines = (incident: Incident, say: Say): readonly Line[] => {
  const { probes = [], results = [] } = incident.observation ?? {}
  return probes.map((probe) => {
    const title = plain(say(phrase(`probe.${probe}.title`)), 60)
    const result = results.find((one) => one.probe === probe)
    if (result === undefined) return line('…', 'default', title)
    return result.status === 'ok' ? line('✓', 'good', title) : line('✗', 'attention', title)
  })
}

/** The same, to stand side by side in one paragraph while they come in. */
export const probeRuns = (incident: Incident, say: Say): readonly { readonly text: string; readonly color: string }[] =>
  probeLines(incident, say).map(({ mark, color, text }) => ({ text: `${mark}${text}   `, color }))

/** What could not be seen, and why: a missing permission names its action, scope and role. */
export const gapLines = (incident: Incident, say: Say): readonly Line[] =>
  (incident.observation?.results ?? [])
    .filter((result) => result.status !== 'ok')
    .map((result) => line('✗', 'attention', gap(result, say)))

const gap = (result: ProbeResult, say: Say): string => {
  const title = say(phrase(`probe.${result.probe}.title`))
  const why = result.failure ?? phrase(`card.gap.${result.status === 'ok' ? 'failed' : result.status}`)
  return plain(`${title}: ${say(why)}`, 500)
}
