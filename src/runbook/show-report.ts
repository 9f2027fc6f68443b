import type { ChatInput } from '../chat/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { reportView, type WholeReport } from '../views/report-view.ts'
import type { InputContext } from './input-context.ts'

/** The first page of the report for all who read along, and the way to the whole of it for whoever asked. */
export const showReport = async (
  { input, incident }: { readonly input: ChatInput; readonly incident: Incident },
  { dependencies, responder, fileLinks, permissions }: InputContext,
): Promise<void> => {
  const { journal, renderContext, renderReport, platforms, say: sayIn } = dependencies
  const isSendable = platforms.some(({ name, sendFile }) => name === input.place.platform && sendFile !== undefined)
  const events = (await journal.read(incident.id)).map(({ event }) => event)
  await responder.answer(input, 'report-page', (say) => {
    const ways = { links: renderContext.links, isBehindSignIn: fileLinks.isThere, isSendable }
    const whole = wholeReportOf(incident, ways, say)
    return reportView({ incident, events, whole }, say, renderContext)
  })
  if (renderContext.links !== undefined) return
  if (fileLinks.isThere) return fileLinks.offer(input, incident, 'report')
  // Asked once more: the page may stand where others read, the file goes to this person alone.
  if (!isSendable || permissions.readingDenialOf(input, incident) !== undefined) return
  const html = renderReport(incident, events, sayIn(responder.languageOf(input)))
  const file = { name: `${incident.id}.html`, bytes: new TextEncoder().encode(html) }
  await responder.sendFile(input, file, messageOf('report.whole.file', { id: incident.id }))
}

/** What the platform owner sets, so that people can sign in. */
const signInSettings = 'PUBLIC_URL, SIGN_IN_TENANT_ID, SIGN_IN_CLIENT_ID, SIGN_IN_CLIENT_SECRET'

interface WaysToReport {
  readonly links: InputContext['dependencies']['renderContext']['links']
  readonly isBehindSignIn: boolean
  readonly isSendable: boolean
}

/** Where the whole of it is: a page of our own chat, a link or a file for the asker alone, or what the owner can do. */
const wholeReportOf = (
  { id }: Incident,
  { links, isBehindSignIn, isSendable }: WaysToReport,
  say: Translate,
): WholeReport => {
  if (links !== undefined)
    return {
      words: [say(messageOf('report.whole.here'))],
      links: [{ title: say(messageOf('card.button.report')), url: links.report(id) }],
    }
  if (isBehindSignIn) return { words: [say(messageOf('report.whole.sign-in'))], links: [] }
  const words = isSendable
    ? messageOf('report.whole.sent')
    : messageOf('report.whole.command', { id, settings: signInSettings })
  return { words: [say(words)], links: [] }
}
