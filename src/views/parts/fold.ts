import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Button, Link } from './button.ts'
import type { Line } from './tone.ts'

/** What stands behind one button: everything that the first screen has no room for. */
export interface Fold {
  readonly id: string
  readonly title: string
  readonly notes: readonly { readonly text: string }[]
  readonly sections: readonly FoldSection[]
  readonly links: readonly Link[]
  /** None or one: a choice with the button that sends it. */
  readonly asks: readonly Ask[]
}

export interface FoldSection {
  /** Empty where the fold's own title says enough. */
  readonly title: string
  readonly aside: string
  readonly lines: readonly Line[]
}

export interface Ask extends Button {
  readonly id: string
  readonly label: string
  readonly first: string
  readonly choices: readonly { readonly title: string; readonly value: string }[]
}

const nothing = { notes: [], sections: [], links: [], asks: [] }

/** None or one: a fold without anything in it is not there. */
export const fold = (id: string, content: Partial<Omit<Fold, 'id' | 'title'>>, say: Say): readonly Fold[] => {
  const all = { ...nothing, ...content }
  const sections = all.sections.filter(({ lines, title }) => lines.length > 0 || title !== '')
  return [sections, all.links, all.asks].every((list) => list.length === 0)
    ? []
    : [{ id, title: say(phrase(`card.title.${id}`)), ...all, sections }]
}

/** None or one. */
export const section = (title: string, lines: readonly Line[], aside = ''): readonly FoldSection[] =>
  lines.length === 0 ? [] : [{ title, aside, lines: lines.map(compact) }]

/** A mark without a colour of its own needs no run of its own: Teams counts every sign of a card. */
const compact = ({ mark, color, text }: Line): Line =>
  color === 'default' ? { mark: '', color, text: mark + text } : { mark, color, text }

/** The first so many; of the others how many there are, and that the report has them. One more takes no more room. */
export const atMost = (lines: readonly Line[], most: number, say: Say): readonly Line[] => {
  const left = lines.length - most
  if (left <= 1) return lines
  return [...lines.slice(0, most), { mark: '', color: 'default', text: say(phrase('card.more', { left })) }]
}
