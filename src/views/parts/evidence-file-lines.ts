import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident, IncidentFile } from '../../incident/incident.ts'
import type { RenderContext } from '../render-context.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLink, linkIfSafe } from './card-button.ts'
import { type CardLine, cardLine } from './card-line.ts'

/** What was collected, what is still under way, and what could not be had. */
export const evidenceFileLines = (incident: Incident, say: Translate): readonly CardLine[] => [
  ...incident.evidence.map((item) => fileLine(item, say)),
  ...incident.evidence.flatMap(({ fileName, gap }) =>
    gap === undefined
      ? []
      : [cardLine('▸', 'warning', sanitizeText(`${sanitizeText(fileName, 80)}: ${say(gap)}`, 600))],
  ),
  ...incident.collecting.map((collector) =>
    cardLine('…', 'default', say(messageOf('card.collect.under-way', { what: collectorTitle(collector, say) }))),
  ),
  ...(incident.awaitsSupportText ? [cardLine('…', 'default', say(messageOf('card.support.under-way')))] : []),
  ...incident.collectionFailures.map(({ collector, why }) =>
    cardLine('✗', 'attention', sanitizeText(`${collectorTitle(collector, say)}: ${say(why)}`)),
  ),
]

export const evidenceFileLinks = (incident: Incident, { links }: RenderContext): readonly CardLink[] =>
  incident.evidence
    .filter(({ erased }) => erased === undefined)
    .flatMap((item) => linkIfSafe(item.fileName, links?.evidence(item.id)))
    .slice(-5)

const fileLine = (item: IncidentFile, say: Translate): CardLine => {
  const name = sanitizeText(item.fileName, 80)
  if (item.erased !== undefined) return cardLine('–', 'default', `${name} · ${say(erasedMessage(item.erased))}`)
  const size = say.number(item.sizeInBytes, 'bytes')
  return cardLine('✓', 'good', `${name} · ${size} · sha256 ${item.sha256.slice(0, 12)}`)
}

/** In place of what would lead nowhere. */
export const erasedMessage = ({ keptForDays }: NonNullable<IncidentFile['erased']>): TranslatableMessage =>
  keptForDays === undefined ? messageOf('card.file.erased') : messageOf('card.file.expired', { days: keptForDays })

export const collectorTitle = (collector: string, say: Translate): string =>
  sanitizeText(say(messageOf(`collect.${collector}.title`)), 60)
