import { phrase } from '../../incident/phrase.ts'
import type { Cost } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'

/** What it costs more (or less) an hour, with source and date; or that it is unknown, and why. */
export const costText = (cost: Cost, say: Say): string => {
  if (!cost.known) return plain(say(phrase('card.cost.unknown', { why: say(cost.why) })))
  if (cost.perHour === 0) return say(phrase('card.cost.none'))
  const args = {
    amount: money(cost.perHour, cost.currency, say),
    source: plain(cost.source, 80),
    date: plain(cost.asOf, 20),
  }
  return plain(say(phrase('card.cost.known', args)))
}

const money = (amount: number, currency: string, say: Say): string => {
  const sign = amount > 0 ? '+' : '−'
  return `${sign}${currencyFormat(currency, say.language).format(Math.abs(amount))}`
}

/** Three digits: an hour of a small plan costs cents. An unknown currency code is written as it stands. */
const currencyFormat = (currency: string, language: string): { format(amount: number): string } => {
  if (!/^[A-Z]{3}$/.test(currency)) return { format: (amount) => `${plain(currency, 8)} ${amount}` }
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 3 })
}
