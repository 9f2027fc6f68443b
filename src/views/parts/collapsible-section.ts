import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { CardButton, CardLink } from './card-button.ts'
import type { CardLine } from './card-line.ts'

/** What stands behind one button: everything that the first screen has no room for. */
export interface CollapsibleSection {
  readonly id: string
  readonly title: string
  readonly notes: readonly { readonly text: string }[]
  readonly sections: readonly LineGroup[]
  readonly links: readonly CardLink[]
  /** None or one: a choice with the button that sends it. */
  readonly asks: readonly ChoicePrompt[]
}

export interface LineGroup {
  /** Empty where the fold's own title says enough. */
  readonly title: string
  readonly aside: string
  readonly lines: readonly CardLine[]
}

export interface ChoicePrompt extends CardButton {
  readonly id: string
  readonly label: string
  readonly first: string
  readonly choices: readonly { readonly title: string; readonly value: string }[]
}

const emptyContent = { notes: [], sections: [], links: [], asks: [] }

/** None or one: a fold without anything in it is not there. */
export const collapsibleSection = (
  id: string,
  content: Partial<Omit<CollapsibleSection, 'id' | 'title'>>,
  say: Translate,
): readonly CollapsibleSection[] => {
  const all = { ...emptyContent, ...content }
  const sections = all.sections.filter(({ lines, title }) => lines.length > 0 || title !== '')
  return [sections, all.links, all.asks].every((list) => list.length === 0)
    ? []
    : [{ id, title: say(messageOf(`card.title.${id}`)), ...all, sections }]
}

/** None or one. */
export const lineGroup = (title: string, lines: readonly CardLine[], aside = ''): readonly LineGroup[] =>
  lines.length === 0 ? [] : [{ title, aside, lines: lines.map(compact) }]

/** A mark without a colour of its own needs no run of its own: Teams counts every sign of a card. */
const compact = ({ mark, color, text }: CardLine): CardLine =>
  color === 'default' ? { mark: '', color, text: mark + text } : { mark, color, text }

/** The first so many; of the others how many there are, and that the report has them. One more takes no more room. */
export const truncateLines = (lines: readonly CardLine[], most: number, say: Translate): readonly CardLine[] => {
  const left = lines.length - most
  if (left <= 1) return lines
  return [...lines.slice(0, most), { mark: '', color: 'default', text: say(messageOf('card.more', { left })) }]
}
