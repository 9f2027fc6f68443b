import type { ActionsBlock, ActionsBlockElement, Button, ConfirmationDialog, Overflow } from '@slack/types'
import { messageOf } from '../../../i18n/message.ts'
import { blockKitLimits, messageShares } from '../block-kit-limits.ts'
import type { BlockRenderContext, StoreValue } from './block-render-context.ts'
import type { ButtonElement, VerbButton } from './card-element.ts'
import { plainText } from './plain-text.ts'
import { valueOrStoredKey } from './stored-value-keys.ts'

/** What a button's `action_id` begins with; `#` and a number make it unique in the card. */
export const buttonActionIds = { ask: 'ask:', read: 'read', link: 'link', more: 'more' } as const

/** A button that opens what is folded away. */
export interface ReadMoreButton {
  readonly kind: 'reading'
  readonly title: string
  readonly key: string
}

export interface ButtonContext {
  readonly context: BlockRenderContext
  readonly keep: StoreValue
  /** Numbers the buttons of one card. */
  readonly next: () => number
  /** Code points that each button's words may take. */
  readonly titleLength: number
}

export const maxTitleLengthFor = (buttons: number): number =>
  Math.max(8, Math.min(blockKitLimits.buttonText, Math.floor(messageShares.buttons / Math.max(1, buttons))))

/** In rows of what one block takes. Two and more secondary ones share a menu. */
export const actionsBlocks = (
  buttons: readonly (ButtonElement | ReadMoreButton)[],
  layout: ButtonContext,
): readonly ActionsBlock[] => {
  const secondary = buttons.filter(isSecondary).filter(fitsMenu)
  const inMenu = secondary.length > 1 ? secondary : []
  const elements: ActionsBlockElement[] = buttons
    .filter((one) => !inMenu.some((other) => other === one))
    .flatMap((one) => buttonOf(one, layout))
  for (const some of chunksOf(inMenu, blockKitLimits.overflowOptions)) elements.push(menuOf(some, layout))
  return chunksOf(elements, blockKitLimits.elementsInActions).map((some) => ({ type: 'actions', elements: [...some] }))
}

const isSecondary = (one: ButtonElement | ReadMoreButton): one is Extract<ButtonElement, { kind: 'verb' }> =>
  one.kind === 'verb' && one.secondary && one.style !== 'destructive'

const menuValue = ({ verb, token }: VerbButton): string => `${verb} ${token}`

const fitsMenu = (one: VerbButton): boolean => Array.from(menuValue(one)).length <= blockKitLimits.optionValue

const buttonOf = (one: ButtonElement | ReadMoreButton, layout: ButtonContext): readonly Button[] => {
  const { next, keep, titleLength } = layout
  const button = (id: string, title: string): Button => ({
    type: 'button',
    action_id: `${id}#${next()}`,
    text: plainText(title, titleLength),
  })
  switch (one.kind) {
    case 'verb':
      return [
        {
          ...button(one.verb, one.title),
          value: valueOrStoredKey(one.token, blockKitLimits.buttonValue, keep),
          ...styleAndConfirmOf(one, layout),
        },
      ]
    case 'ask': {
      const { title, verb, token, intro, fields } = one
      keep({ kind: 'asking', asking: { title, verb, token, intro, fields, language: layout.context.say.language } })
      const value = valueOrStoredKey(token, blockKitLimits.buttonValue, keep)
      return [{ ...button(`${buttonActionIds.ask}${verb}`, title), value, ...styleOf(one) }]
    }
    case 'link':
      return one.url.length > blockKitLimits.url ? [] : [{ ...button(buttonActionIds.link, one.title), url: one.url }]
    case 'reading':
      return [{ ...button(buttonActionIds.read, one.title), value: one.key }]
    case 'fold':
      return []
    default:
      return one satisfies never
  }
}

const styleOf = ({ style }: VerbButton): Pick<Button, 'style'> => {
  if (style === 'positive') return { style: 'primary' }
  return style === 'destructive' ? { style: 'danger' } : {}
}

/** Asked once more before something is destroyed, and before a step may run. Only a courtesy: the server decides. */
const styleAndConfirmOf = (verb: VerbButton, { context }: ButtonContext): Pick<Button, 'style' | 'confirm'> =>
  verb.style === 'destructive' || verb.verb === 'approve'
    ? { ...styleOf(verb), confirm: confirmation(verb, context) }
    : styleOf(verb)

const confirmation = ({ title, style }: VerbButton, { say, summary }: BlockRenderContext): ConfirmationDialog => ({
  title: plainText(say(messageOf('slack.confirm.title', { what: title })), blockKitLimits.confirmTitle),
  text: plainText(summary, blockKitLimits.confirmText),
  confirm: plainText(title, blockKitLimits.confirmButton),
  deny: plainText(say(messageOf('slack.confirm.no')), blockKitLimits.confirmButton),
  ...(style === 'destructive' ? { style: 'danger' } : {}),
})

const menuOf = (verbs: readonly VerbButton[], { next, titleLength }: ButtonContext): Overflow => ({
  type: 'overflow',
  action_id: `${buttonActionIds.more}#${next()}`,
  options: verbs.map((verb) => ({ text: plainText(verb.title, titleLength), value: menuValue(verb) })),
})

export const chunksOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
