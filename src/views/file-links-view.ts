import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { answerView } from './answer-view.ts'
import type { CardLink } from './parts/card-button.ts'
import type { CardView } from './types.ts'

/** Name of the file, and where it is opened. */
export type FileLink = CardLink

/** For one person only: where they find the files that they asked for, and what becomes of the links. */
export const fileLinksView = (links: readonly FileLink[], say: Translate): CardView =>
  answerView({ title: messageOf('report.files.title'), lines: [say(messageOf('report.files.words'))], links }, say)
