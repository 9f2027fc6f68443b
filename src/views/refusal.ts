import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Refusal } from '../incident/refusal.ts'
import type { Say } from '../language/types.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

/** What the words may name; a dash where whoever refused did not know it. */
const unknownArgs = {
  ...{ who: '–', name: '–', limit: '–', untilAt: '–', app: '–', sku: '–', allowed: '–', left: '–', currency: '–' },
  ...{ failures: 0, letters: 0, hours: 0 },
}

export const refusalPhrase = ({ reason, args }: Pick<Refusal, 'reason' | 'args'>): Phrase =>
  phrase(`refusal.${reason}`, { ...unknownArgs, ...args })

/** Not done, why not, and what to do: told to the one who asked. */
export const refusalView = (refusal: Pick<Refusal, 'reason' | 'args'>, say: Say): View => {
  const words = plain(say(refusalPhrase(refusal)), 400)
  return {
    template: 'refusal',
    language: say.language,
    summary: plain(`${say(phrase('refusal.title'))}: ${words}`, 240),
    data: {
      title: `🔴 ${say(phrase('refusal.title'))}`,
      words,
      next: say(phrase(`refusal.${refusal.reason}.next`)),
    },
  }
}
