import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { isVerdictOfLatestLook } from '../../incident/read-findings.ts'
import { appTitle } from './incident-header.ts'
import { replacementText, verdictTitle } from './verdict-title.ts'

/**
 * What a message of its own says of a verdict, since an edit in place rings nobody's bell: that it is another than
 * before, or that it came of a look for which nobody waited at the card.
 */
export const verdictAnnouncement = (incident: Incident, say: Translate): TranslatableMessage | undefined => {
  const { verdict, observation } = incident
  if (verdict === undefined || !isVerdictOfLatestLook(incident)) return undefined
  const app = appTitle(incident, say)
  const [replaced] = replacementText(verdict, say)
  if (replaced !== undefined) return messageOf('card.announce.replaced', { app, replaced })
  if (observation?.unasked === undefined || verdict.provisional !== undefined) return undefined
  return messageOf('card.announce.looked-again', { app, seenAt: verdict.at, verdict: verdictTitle(verdict, say) })
}
