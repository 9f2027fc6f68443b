import type { ProbeResult, Source } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain, portalUrl } from '../untrusted.ts'
import type { Link } from './button.ts'
import { gapReason, probeTitle } from './observing.ts'
import { type Line, line } from './tone.ts'

/** Clients show no more in a row. */
const mostLinks = 5
const queryLength = 60

/** Every probe of the round: how it ended and why, when it was read, and what was asked. */
export const lookedLines = (incident: Incident, say: Say): readonly Line[] => {
  const { probes = [], results = [] } = incident.observation ?? {}
  return probes.flatMap((probe) => {
    const result = results.find((one) => one.probe === probe)
    if (result === undefined) return [line('…', 'default', probeTitle(probe, say))]
    const { mark, color, text } = stateLine(result, say)
    return [{ mark, color, text: text + sourceText(result.source, say) }, ...partialLines(result, say)]
  })
}

const stateLine = (result: ProbeResult, say: Say): Line => {
  const title = probeTitle(result.probe, say)
  if (result.status === 'ok') return line('✓', 'default', title)
  const text = plain(`${title}: ${say(gapReason(result))}`, 300)
  // A tier that does not offer it is no failure.
  return result.status === 'not-offered' ? line('–', 'default', text) : line('✗', 'attention', text)
}

/** What was seen, but not whole. */
const partialLines = ({ gaps = [] }: ProbeResult, say: Say): readonly Line[] =>
  gaps
    .slice(0, 1)
    .map((gap) =>
      line('▸', 'warning', plain([say(gap), ...(gaps.length > 1 ? [`+${gaps.length - 1}`] : [])].join(' '), 200)),
    )

const sourceText = (source: Source | undefined, say: Say): string => {
  if (source === undefined) return ''
  const [first, ...rest] = source.asked
  const asked = first === undefined ? [] : [`${shortQuery(first)}${rest.length === 0 ? '' : ` +${rest.length}`}`]
  return plain([` · ${say.time(source.readAt)}`, ...asked].join(' · '), 160).replace(/^·/, ' ·')
}

/** The end of the path and what was asked of it tell most; the report has it whole. */
const shortQuery = (asked: string): string => {
  const [method = '', url = ''] = asked.split(' ')
  const [path = '', query = ''] = url.split('?')
  const parts = path.split('/').filter((part) => part !== '' && part !== '…')
  const asks = query.split('&').filter((one) => one !== '' && !/^api-version=/i.test(one))
  const end = parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : path
  return plain(`${method} ${end}${asks.length === 0 ? '' : `?${asks.join('&')}`}`, queryLength)
}

/** The pages of the portal that show the same, each once. */
export const portalLinks = (incident: Incident, say: Say): readonly Link[] => {
  const links = (incident.observation?.results ?? []).flatMap(({ probe, source }) => {
    const url = source?.portal === undefined ? undefined : portalUrl(source.portal)
    return url === undefined
      ? []
      : [{ title: say(phrase('card.button.portal', { what: probeTitle(probe, say) })), url }]
  })
  return [...new Map(links.toReversed().map((one) => [one.url, one])).values()].reverse().slice(0, mostLinks)
}
