import type { ActionsBlock, ActionsBlockElement, Button, ConfirmationDialog, Overflow } from '@slack/types'
import { phrase } from '../../../incident/phrase.ts'
import { limits, shares } from '../limits.ts'
import { shortValue } from './keys.ts'
import type { Keep, Making } from './making.ts'
import type { Press, Verb } from './piece.ts'
import { plainText } from './text.ts'

/** What a button's `action_id` begins with; `#` and a number make it unique in the card. */
export const press = { ask: 'ask:', read: 'read', link: 'link', more: 'more' } as const

/** A button that opens what is folded away. */
export interface Reading {
  readonly kind: 'reading'
  readonly title: string
  readonly key: string
}

export interface ButtonRoom {
  readonly making: Making
  readonly keep: Keep
  /** Numbers the buttons of one card. */
  readonly next: () => number
  /** Code points that each button's words may take. */
  readonly titleLength: number
}

export const titleLengthFor = (buttons: number): number =>
  Math.max(8, Math.min(limits.buttonText, Math.floor(shares.buttons / Math.max(1, buttons))))

/** In rows of what one block takes. Two and more secondary ones share a menu. */
export const actionsBlocks = (presses: readonly (Press | Reading)[], room: ButtonRoom): readonly ActionsBlock[] => {
  const secondary = presses.filter(isSecondary).filter(fitsMenu)
  const inMenu = secondary.length > 1 ? secondary : []
  const elements: ActionsBlockElement[] = presses
    .filter((one) => !inMenu.some((other) => other === one))
    .flatMap((one) => buttonOf(one, room))
  for (const some of chunks(inMenu, limits.overflowOptions)) elements.push(menuOf(some, room))
  return chunks(elements, limits.elementsInActions).map((some) => ({ type: 'actions', elements: [...some] }))
}

const isSecondary = (one: Press | Reading): one is Extract<Press, { kind: 'verb' }> =>
  one.kind === 'verb' && one.secondary && one.style !== 'destructive'

const menuValue = ({ verb, token }: Verb): string => `${verb} ${token}`

const fitsMenu = (one: Verb): boolean => Array.from(menuValue(one)).length <= limits.optionValue

const buttonOf = (one: Press | Reading, room: ButtonRoom): readonly Button[] => {
  const { next, keep, titleLength } = room
  const button = (id: string, title: string): Button => ({
    type: 'button',
    action_id: `${id}#${next()}`,
    text: plainText(title, titleLength),
  })
  switch (one.kind) {
    case 'verb':
      return [
        { ...button(one.verb, one.title), value: shortValue(one.token, limits.buttonValue, keep), ...looks(one, room) },
      ]
    case 'ask': {
      const { title, verb, token, intro, fields } = one
      keep({ kind: 'asking', asking: { title, verb, token, intro, fields, language: room.making.say.language } })
      const value = shortValue(token, limits.buttonValue, keep)
      return [{ ...button(`${press.ask}${verb}`, title), value, ...styled(one) }]
    }
    case 'link':
      return one.url.length > limits.url ? [] : [{ ...button(press.link, one.title), url: one.url }]
    case 'reading':
      return [{ ...button(press.read, one.title), value: one.key }]
    case 'fold':
      return []
    default:
      return one satisfies never
  }
}

const styled = ({ style }: Verb): Pick<Button, 'style'> => {
  if (style === 'positive') return { style: 'primary' }
  return style === 'destructive' ? { style: 'danger' } : {}
}

/** Asked once more before something is destroyed, and before a step may run. Only a courtesy: the server decides. */
const looks = (verb: Verb, { making }: ButtonRoom): Pick<Button, 'style' | 'confirm'> =>
  verb.style === 'destructive' || verb.verb === 'approve'
    ? { ...styled(verb), confirm: confirmation(verb, making) }
    : styled(verb)

const confirmation = ({ title, style }: Verb, { say, summary }: Making): ConfirmationDialog => ({
  title: plainText(say(phrase('slack.confirm.title', { what: title })), limits.confirmTitle),
  text: plainText(summary, limits.confirmText),
  confirm: plainText(title, limits.confirmButton),
  deny: plainText(say(phrase('slack.confirm.no')), limits.confirmButton),
  ...(style === 'destructive' ? { style: 'danger' } : {}),
})

const menuOf = (verbs: readonly Verb[], { next, titleLength }: ButtonRoom): Overflow => ({
  type: 'overflow',
  action_id: `${press.more}#${next()}`,
  options: verbs.map((verb) => ({ text: plainText(verb.title, titleLength), value: menuValue(verb) })),
})

export const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
