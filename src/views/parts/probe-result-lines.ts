import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { FindingSource, ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { portalUrl, sanitizeText } from '../untrusted-text.ts'
import type { CardLink } from './card-button.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { gapReason, probeTitle } from './observation-progress.ts'

/** Clients show no more in a row. */
const maxLinks = 5
const maxQueryLength = 60

/** Every probe of the round: how it ended and why, when it was read, and what was asked. */
export const probeResultLines = (incident: Incident, say: Translate): readonly CardLine[] => {
  const { probes = [], results = [] } = incident.observation ?? {}
  return probes.flatMap((probe) => {
    const result = results.find((one) => one.probe === probe)
    if (result === undefined) return [cardLine('…', 'default', probeTitle(probe, say))]
    const { mark, color, text } = stateLine(result, say)
    return [{ mark, color, text: text + sourceText(result.source, say) }, ...partialResultLines(result, say)]
  })
}

const stateLine = (result: ProbeResult, say: Translate): CardLine => {
  const title = probeTitle(result.probe, say)
  if (result.status === 'ok') return cardLine('✓', 'default', title)
  const text = sanitizeText(`${title}: ${say(gapReason(result))}`, 300)
  // A tier that does not offer it is no failure.
  return result.status === 'not-offered' ? cardLine('–', 'default', text) : cardLine('✗', 'attention', text)
}

/** What was seen, but not whole. */
const partialResultLines = ({ gaps = [] }: ProbeResult, say: Translate): readonly CardLine[] =>
  gaps
    .slice(0, 1)
    .map((gap) =>
      cardLine(
        '▸',
        'warning',
        sanitizeText([say(gap), ...(gaps.length > 1 ? [`+${gaps.length - 1}`] : [])].join(' '), 200),
      ),
    )

const sourceText = (source: FindingSource | undefined, say: Translate): string => {
  if (source === undefined) return ''
  const [first, ...rest] = source.asked
  const asked = first === undefined ? [] : [`${shortQuery(first)}${rest.length === 0 ? '' : ` +${rest.length}`}`]
  return sanitizeText([` · ${say.time(source.readAt)}`, ...asked].join(' · '), 160).replace(/^·/, ' ·')
}

/** The end of the path and what was asked of it tell most; the report has it whole. */
const shortQuery = (asked: string): string => {
  const [method = '', url = ''] = asked.split(' ')
  const [path = '', query = ''] = url.split('?')
  const parts = path.split('/').filter((part) => part !== '' && part !== '…')
  const asks = query.split('&').filter((one) => one !== '' && !/^api-version=/i.test(one))
  const end = parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : path
  return sanitizeText(`${method} ${end}${asks.length === 0 ? '' : `?${asks.join('&')}`}`, maxQueryLength)
}

/** The pages of the portal that show the same, each once. */
export const portalLinks = (incident: Incident, say: Translate): readonly CardLink[] => {
  const links = (incident.observation?.results ?? []).flatMap(({ probe, source }) => {
    const url = source?.portal === undefined ? undefined : portalUrl(source.portal)
    return url === undefined
      ? []
      : [{ title: say(messageOf('card.button.portal', { what: probeTitle(probe, say) })), url }]
  })
  return [...new Map(links.toReversed().map((one) => [one.url, one])).values()].reverse().slice(0, maxLinks)
}
