import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { HourlyCost } from '../../incident/mitigation-plan.ts'
import { sanitizeText } from '../untrusted-text.ts'

/** Azure's own month when it quotes prices: 365 days of 24 hours in 12 parts. */
const hoursAMonth = 730

/** What it costs more (or less) an hour and a month, with source and date; or that it is unknown, and why. */
export const costText = (cost: HourlyCost, say: Translate): string => {
  if (!cost.known) return sanitizeText(say(messageOf('card.cost.unknown', { why: say(cost.why) })))
  if (cost.perHour === 0) return say(messageOf('card.cost.none'))
  const args = {
    amount: money(cost.perHour, cost.currency, say, 3),
    month: money(cost.perHour * hoursAMonth, cost.currency, say, 2),
    hours: hoursAMonth,
    currency: sanitizeText(cost.currency, 8),
    source: sanitizeText(cost.source, 80),
    date: sanitizeText(cost.asOf, 20),
  }
  return sanitizeText(say(messageOf('card.cost.known', args)))
}

/** The same in a few words, for a message of one line. */
export const hourlyCostText = (cost: HourlyCost, say: Translate): string =>
  cost.known
    ? say(messageOf('card.cost.hourly', { amount: money(cost.perHour, cost.currency, say, 3) }))
    : say(messageOf('card.cost.not-known'))

/** What a day of it costs more, or less. */
export const dayCostText = ({ perHour, currency }: HourlyCost & { readonly known: true }, say: Translate): string =>
  sanitizeText(money(24 * perHour, currency, say, 2))

const money = (amount: number, currency: string, say: Translate, digits: number): string => {
  const sign = amount > 0 ? '+' : '−'
  return `${sign}${currencyFormat(currency, say.language, digits).format(Math.abs(amount))}`
}

/** An hour of a small plan costs cents, and wants three digits. An unknown currency code is written as it stands. */
const currencyFormat = (currency: string, language: string, digits: number): { format(amount: number): string } => {
  if (!/^[A-Z]{3}$/.test(currency))
    return { format: (amount) => `${sanitizeText(currency, 8)} ${amount.toFixed(digits)}` }
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: digits })
}
