import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Action } from '../incident/incident.ts'
import { linkIfSafe } from './parts/card-button.ts'
import { actionTitle } from './parts/step-title.ts'
import type { CardView } from './types.ts'
import { sanitizeText } from './untrusted-text.ts'

/** Where to sign in, so that an approval counts; or, where nobody can, whom to tell. For one person only. */
export const stepUpView = (action: Action | undefined, url: string | undefined, say: Translate): CardView => {
  const links = linkIfSafe(say(messageOf('card.step-up.button')), url)
  const key = links.length === 0 ? 'card.step-up.none' : 'card.step-up'
  const words = sanitizeText(say(messageOf(key)), 400)
  const step = action === undefined ? '' : actionTitle(action, say)
  return {
    template: 'step-up',
    language: say.language,
    summary: sanitizeText(`${step}: ${words}`, 240),
    data: { title: `🟠 ${say(messageOf('card.step-up.title'))}`, step, words, links },
  }
}
