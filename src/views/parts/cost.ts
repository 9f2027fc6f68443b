import { phrase } from '../../incident/phrase.ts'
import type { Cost } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'

/** Azure's own month when it quotes prices: 365 days of 24 hours in 12 parts. */
const hoursAMonth = 730

/** What it costs more (or less) an hour and a month, with source and date; or that it is unknown, and why. */
export const costText = (cost: Cost, say: Say): string => {
  if (!cost.known) return plain(say(phrase('card.cost.unknown', { why: say(cost.why) })))
  if (cost.perHour === 0) return say(phrase('card.cost.none'))
  const args = {
    amount: money(cost.perHour, cost.currency, say, 3),
    month: money(cost.perHour * hoursAMonth, cost.currency, say, 2),
    hours: hoursAMonth,
    currency: plain(cost.currency, 8),
    source: plain(cost.source, 80),
    date: plain(cost.asOf, 20),
  }
  return plain(say(phrase('card.cost.known', args)))
}

const money = (amount: number, currency: string, say: Say, digits: number): string => {
  const sign = amount > 0 ? '+' : '−'
  return `${sign}${currencyFormat(currency, say.language, digits).format(Math.abs(amount))}`
}

/** An hour of a small plan costs cents, and wants three digits. An unknown currency code is written as it stands. */
const currencyFormat = (currency: string, language: string, digits: number): { format(amount: number): string } => {
  if (!/^[A-Z]{3}$/.test(currency)) return { format: (amount) => `${plain(currency, 8)} ${amount.toFixed(digits)}` }
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: digits })
}
