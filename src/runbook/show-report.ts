import type { ChatInput } from '../chat/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { reportView, type WholeReport } from '../views/report-view.ts'
import type { InputContext } from './input-context.ts'

/** The first page of the report for all who read along. */
export const showReport = async (
  { input, incident }: { readonly input: ChatInput; readonly incident: Incident },
  { dependencies, responder, fileLinks }: InputContext,
): Promise<void> => {
  const { journal, renderContext } = dependencies
  const events = (await journal.read(incident.id)).map(({ event }) => event)
  await responder.answer(input, 'report-page', (say) => {
    const whole = wholeReportOf(incident, { links: renderContext.links, isBehindSignIn: fileLinks.isThere }, say)
    return reportView({ incident, events, whole }, say, renderContext)
  })
  if (renderContext.links === undefined) await fileLinks.offer(input, incident, 'report')
}

/** What the platform owner sets, so that people can sign in. */
const signInSettings = 'PUBLIC_URL, SIGN_IN_TENANT_ID, SIGN_IN_CLIENT_ID, SIGN_IN_CLIENT_SECRET'

interface WaysToReport {
  readonly links: InputContext['dependencies']['renderContext']['links']
  readonly isBehindSignIn: boolean
}

/** Where the whole of it is: a page of our own chat, a link that only the asker gets, or what the owner can do. */
const wholeReportOf = ({ id }: Incident, { links, isBehindSignIn }: WaysToReport, say: Translate): WholeReport => {
  if (links !== undefined)
    return {
      words: [say(messageOf('report.whole.here'))],
      links: [{ title: say(messageOf('card.button.report')), url: links.report(id) }],
    }
  const words = isBehindSignIn
    ? messageOf('report.whole.sign-in')
    : messageOf('report.whole.command', { id, settings: signInSettings })
  return { words: [say(words)], links: [] }
}
