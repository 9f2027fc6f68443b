import { readFileSync } from 'node:fs'
import { understandMessage } from '../../../src/understand/understand-message.ts'

export interface Unseen {
  readonly language: string
  readonly intent: string
  /** Other intents that a reader could defend. */
  readonly others: readonly string[]
  readonly text: string
}

export interface Judged extends Unseen {
  readonly heard: string
  readonly why: readonly string[]
}

export const sets = ['first', 'second', 'third'] as const

/** Lines of `language  label[/another]  message`, columns parted by two spaces, `\n` for a line break. */
export const readUnseen = (set: (typeof sets)[number]): readonly Unseen[] =>
  readFileSync(new URL(`./${set}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [language = '', labels = '', ...text] = line.split(/ {2,}/)
      const [intent = '', ...others] = labels.split('/')
      return { language, intent, others, text: text.join('  ').replaceAll('\\n', '\n') }
    })

/** As `npm run understand` hears it: addressed to nobody in particular. */
export const judge = (unseen: Unseen): Judged => {
  const { intent, why } = understandMessage(unseen.text, { addressed: false })
  return { ...unseen, heard: intent, why }
}

export const isRight = ({ intent, heard }: Judged): boolean => intent === heard
