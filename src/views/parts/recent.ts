import { phrase } from '../../incident/phrase.ts'
import type { RecentChange } from '../../incident/plan.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

/** Azure's name of an operation, without its provider and slot, and what people call it; the first that fits. */
const known: readonly (readonly [RegExp, string])[] = [
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

const operationWords = (operation: string, say: Say): string => {
  const plainOperation = operation.toLowerCase().replace('/sites/slots/', '/sites/')
  const found = known.find(([pattern]) => pattern.test(plainOperation))
  const words = found === undefined ? operation : say(phrase(`card.operation.${found[1]}`))
  return plainOperation.includes('/sites/') && /\/sites\/slots\//i.test(operation)
    ? say(phrase('card.operation.of-slot', { what: words }))
    : words
}

/** Who else changed this in the last hour, newest first: when, who, what. */
export const recentLines = (recent: readonly RecentChange[] = [], say: Say): readonly Line[] =>
  recent.map(({ at, by, operation }) => {
    const who = by === '' ? say(phrase('card.recent.unknown')) : plain(by, 60)
    return line('▸', 'warning', plain(`${say.time(at)} · ${who} · ${plain(operationWords(operation, say), 100)}`, 200))
  })
