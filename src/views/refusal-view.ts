import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Refusal } from '../incident/refusal.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** What the words may name; a dash where whoever refused did not know it. */
const unknownArgs = {
  ...{
    who: '–',
    identity: '–',
    name: '–',
    limit: '–',
    untilAt: '–',
    app: '–',
    sku: '–',
    allowed: '–',
    left: '–',
    currency: '–',
    what: '–',
  },
  ...{ failures: 0, letters: 0, hours: 0 },
}

export const refusalMessage = ({ reason, args }: Pick<Refusal, 'reason' | 'args'>): TranslatableMessage =>
  messageOf(`refusal.${reason}`, { ...unknownArgs, ...args })

/** What to do, so that it can be done another time. */
export const refusalNextStep = ({ reason, args }: Pick<Refusal, 'reason' | 'args'>): TranslatableMessage =>
  messageOf(`refusal.${reason}.next`, { ...unknownArgs, ...args })

/** Not done, why not, and what to do: told to the one who asked. */
export const refusalView = (refusal: Pick<Refusal, 'reason' | 'args'>, say: Translate): CardView => {
  const words = sanitizeText(say(refusalMessage(refusal)), 400)
  return {
    template: 'refusal',
    language: say.language,
    summary: sanitizeText(`${say(messageOf('refusal.title'))}: ${words}`, 240),
    data: {
      title: `🔴 ${say(messageOf('refusal.title'))}`,
      words,
      next: sanitizeText(say(refusalNextStep(refusal)), 400),
    },
  }
}
