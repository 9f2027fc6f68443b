import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { MitigationStep } from '../../mitigate/types.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { isPast } from '../reading/incident-words.ts'
import { troubleSentences } from '../seen/trouble-sentences.ts'
import { endingLines, isWaitingAsked, waitingLines } from '../seen/waiting-lines.ts'
import { isReturnAsked, returnLines } from './return-lines.ts'

const aloneWords = `
  by itself, on its own, itself, by themselves, recover alone, self heal*, go away, vanzelf, uit zichzelf, gaat het over,
  trekt het bij, von selbst, da solo, solo`
const tellWords = `
  tell us, tell me, notify*, notif*, let us know, let me know, message me, ping me, keep watching, keep looking, alert me,
  berichtje, bericht, laat … weten, melden, meldt, blijven kijken, zelf kijken, waarschuw*, hou je … in de gaten`
const usersWords = `
  tell … users, tell … customers, tell … callers, say to, service desk, servicedesk, helpdesk, status page, zeggen tegen,
  tegen … gebruikers, tegen … klanten, tegen … bellers, aan … gebruikers, aan … klanten, wat kan ik … zeggen`

/** Beside when: whether it fills again, ends by itself, whether we tell, and what users may hear; as far as asked. */
export const askedSides = (
  incident: Incident,
  { text, now }: { readonly text: string; readonly now: Instant },
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] =>
  isPast(incident)
    ? []
    : [
        ...(isReturnAsked(text) ? returnLines(incident, { text, now }, steps, say) : []),
        ...(isWaitingAsked(incident, text) ? waitingLines(incident, say) : []),
        ...(speaksOf(text, aloneWords) && !speaksOf(text, tellWords) && !isWaitingAsked(incident, text)
          ? endingLines(incident, say)
          : []),
        ...(speaksOf(text, tellWords) ? [say(messageOf('answer.recovery-time.tells'))] : []),
        ...(speaksOf(text, usersWords) ? usersWordsOf(incident, now, say) : []),
      ]

const usersWordsOf = (incident: Incident, now: Instant, say: Translate): readonly string[] => {
  const trouble = troubleSentences(incident, now, say).slice(0, 1)
  return [`“${[...trouble, say(messageOf('answer.summary.public.open'))].join(' ')}”`]
}
