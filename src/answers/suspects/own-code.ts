import { originOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import { heaviestFirst, namedCauses } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'
import { lastChangeBefore } from './last-change.ts'
import type { Suspect } from './types.ts'

const codeWords = `
  our code, our own code, own code, my code, app code, the code, code bug, our app, the app itself, our own app, our bug,
  our fault, our developers, the devs, code van ons, onze code, onze eigen code, eigen code, de code, aan de code,
  onze app, de app zelf, onze eigen app, onze ontwikkelaars, de ontwikkelaars, onze schuld, eigen schuld`

/** Whether it is the app's own doing, by whose doing the named cause is; code itself is never read. */
export const ownCodeSuspect: Suspect = {
  lines: (incident, text, say) => {
    const [first] = namedCauses(incident.verdict)
    const origin = first === undefined ? undefined : originOf(first.cause)
    if (first === undefined || origin === undefined || !speaksOf(text, codeWords)) return []
    const args = { origin, cause: causeTitle(first.cause, say), share: percentText(first.confidence, say) }
    const [reason] = heaviestFirst(first.evidence)
    return [
      say(messageOf('answer.suspected-cause.code', args)),
      ...(reason === undefined ? [] : [`▸ ${say(reason.text)}`]),
      say(messageOf(`answer.suspected-cause.code-unread.${origin === 'app' ? 'app' : 'other'}`)),
      lastChangeBefore(incident, say),
    ]
  },
}
