import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { RecentChange } from '../../incident/mitigation-plan.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'

/** Azure's name of an operation, without its provider and slot, and what people call it; the first that fits. */
const operationNames: readonly (readonly [RegExp, string])[] = [
  [/\/sites\/restart\/action$/, 'restart'],
  [/\/sites\/start\/action$/, 'start'],
  [/\/sites\/stop\/action$/, 'stop'],
  [/\/sites\/(slotsswap|applyslotconfig|resetslotconfig)\/action$/, 'swap'],
  [/\/sites\/instances\/processes\/(delete|action)$/, 'process'],
  [/\/sites\/(deployments|extensions|publish)\b/, 'deployment'],
  [/\/sites\/config\/write$/, 'configuration'],
  [/\/sites\/write$/, 'app'],
  [/\/sites\/delete$/, 'delete'],
  [/\/serverfarms\/restartsites\/action$/, 'restart-all'],
  [/\/serverfarms\/workers\/reboot\/action$/, 'reboot'],
  [/\/serverfarms\/write$/, 'plan'],
  [/\/autoscalesettings\/(write|delete)$/, 'autoscale'],
  [/\/metricalerts\/(write|delete)$/, 'alert'],
]

const operationWords = (operation: string, say: Translate): string => {
  const plainOperation = operation.toLowerCase().replace('/sites/slots/', '/sites/')
  const found = operationNames.find(([pattern]) => pattern.test(plainOperation))
  const words = found === undefined ? operation : say(messageOf(`card.operation.${found[1]}`))
  return plainOperation.includes('/sites/') && /\/sites\/slots\//i.test(operation)
    ? say(messageOf('card.operation.of-slot', { what: words }))
    : words
}

/** Who else changed this in the last hour, newest first: when, who, what. */
export const recentChangeLines = (recent: readonly RecentChange[] = [], say: Translate): readonly CardLine[] =>
  recent.map(({ at, by, operation }) => {
    const who = by === '' ? say(messageOf('card.recent.unknown')) : sanitizeText(by, 60)
    return cardLine(
      '▸',
      'warning',
      sanitizeText(`${say.time(at)} · ${who} · ${sanitizeText(operationWords(operation, say), 100)}`, 200),
    )
  })
