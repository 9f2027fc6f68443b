import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { htmlElement, htmlPage } from './html-page.ts'

/** What happened, and what to do now. */
export interface PageMessage {
  /** Key of the title. */
  readonly title: string
  readonly words: TranslatableMessage
  readonly next: TranslatableMessage
}

export const messagePage = ({ title, words, next }: PageMessage, say: Translate): string =>
  htmlPage(
    say(messageOf(title)),
    [htmlElement('h1', say(messageOf(title))), htmlElement('p', say(words)), htmlElement('p', say(next))],
    say,
  )
