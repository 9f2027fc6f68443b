import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { markupText } from '../untrusted-text.ts'
import { htmlElement, htmlPage } from './html-page.ts'

/** What happened, and what to do now. */
export interface PageMessage {
  /** Key of the title. */
  readonly title: string
  readonly words: TranslatableMessage
  readonly next: TranslatableMessage
  /** Another way to go on, on our own pages; its title is a key. */
  readonly link?: { readonly title: string; readonly path: string }
}

export const messagePage = ({ title, words, next, link }: PageMessage, say: Translate): string =>
  htmlPage(
    say(messageOf(title)),
    [
      htmlElement('h1', say(messageOf(title))),
      htmlElement('p', say(words)),
      htmlElement('p', say(next)),
      link === undefined
        ? ''
        : `<p><a href="${markupText(link.path, 200)}">${markupText(say(messageOf(link.title)))}</a></p>`,
    ],
    say,
  )
