import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { markupText } from '../untrusted-text.ts'
import { htmlElement, htmlNote, htmlPage } from './html-page.ts'

export interface FilePage {
  readonly incident: string
  /** Untrusted, as is the next. */
  readonly fileName: string
  readonly signedInAs: string
  /** Where the button sends what else it sends. */
  readonly target: string
  readonly fields: Readonly<Record<string, string>>
}

/** What a link to a file shows: looking spends nothing, the one button opens it. */
export const filePage = ({ incident, fileName, signedInAs, target, fields }: FilePage, say: Translate): string =>
  htmlPage(
    fileName,
    [
      htmlElement('p', incident),
      htmlElement('h1', fileName, 120),
      htmlNote(say(messageOf('page.file.signed-in', { who: signedInAs }))),
      `<form method="post" action="${markupText(target, 200)}">`,
      ...Object.entries(fields).map(
        ([name, value]) => `<input type="hidden" name="${markupText(name)}" value="${markupText(value, 200)}">`,
      ),
      `<button>${markupText(say(messageOf('page.file.open')))}</button></form>`,
    ],
    say,
  )
