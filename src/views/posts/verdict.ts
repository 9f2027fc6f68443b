import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { isVerdictOfLatestLook } from '../../incident/read-findings.ts'
import type { Verdict } from '../../incident/verdict.ts'
import { appTitle } from '../parts/incident-header.ts'
import { replacementText, verdictTitle } from '../parts/verdict-title.ts'
import type { PostKind } from './types.ts'

/** What was found, each time that it is something else than before: a look that confirms it says nothing new. */
export const verdictPost: PostKind = {
  id: 'verdict',
  postsOf: (incident, say) => {
    const { verdict, news, owner } = incident
    if (verdict === undefined || verdict.provisional !== undefined || news === undefined) return []
    if (!isVerdictOfLatestLook(incident)) return []
    const mention = { event: 'verdict' as const, people: owner === undefined ? [] : [owner] }
    return [{ about: String(news.count), words: verdictWords(incident, verdict, say), at: news.at, mention }]
  },
}

const verdictWords = (incident: Incident, verdict: Verdict, say: Translate): TranslatableMessage => {
  const app = appTitle(incident, say)
  const [replaced] = replacementText(verdict, say)
  if (replaced !== undefined) return messageOf('card.announce.replaced', { app, replaced })
  const found = verdictTitle(verdict, say)
  return incident.observation?.unasked === undefined
    ? messageOf('post.verdict', { app, verdict: found })
    : messageOf('card.announce.looked-again', { app, seenAt: verdict.at, verdict: found })
}
