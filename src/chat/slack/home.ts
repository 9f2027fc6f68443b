import type { HomeView, KnownBlock } from '@slack/types'
import type { Person } from '../../incident/person.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Language, Say } from '../../language/types.ts'
import { helpView } from '../../views/index.ts'
import type { View } from '../../views/types.ts'
import type { SlackApi } from './api.ts'
import { plainText } from './blocks/text.ts'
import { limits } from './limits.ts'
import type { Make } from './make.ts'
import type { SlackChatOptions } from './options.ts'
import type { Pictures } from './pictures.ts'

const mostCards = 8

/** The app's Home tab: what waits for the person, what is open. Decisions are taken where the incident lives. */
export const createHome =
  (
    { home, say }: SlackChatOptions,
    parts: { readonly api: SlackApi; readonly make: Make; readonly pictures: Pictures },
  ) =>
  async (person: Person, language: Language): Promise<void> => {
    const words = say(language)
    const blocks =
      home === undefined ? parts.make(helpView(words), {}).blocks : listed(await home(person), words, parts)
    const view: HomeView = { type: 'home', blocks: blocks.slice(0, limits.blocksInView) }
    await parts.api.call('views.publish', { user_id: person.id, view })
  }

type Parts = Parameters<typeof createHome>[1]

const listed = (
  { waiting, open }: { readonly waiting: readonly View[]; readonly open: readonly View[] },
  say: Say,
  parts: Parts,
): readonly KnownBlock[] => [
  ...section('waiting', waiting, say, parts),
  ...section('open', open, say, parts),
  { type: 'context', elements: [plainText(say(phrase('slack.home.decide')), limits.contextText)] },
]

const section = (key: string, views: readonly View[], say: Say, { make, pictures }: Parts): readonly KnownBlock[] => [
  { type: 'header', text: plainText(say(phrase(`slack.home.${key}`, { count: views.length })), limits.header) },
  ...views.slice(0, mostCards).flatMap((view) => [...first(make(view, pictures.shown(view)).blocks), divider]),
]

const divider: KnownBlock = { type: 'divider' }

/** The head of a card is enough to know which it is. */
const first = (blocks: readonly KnownBlock[]): readonly KnownBlock[] =>
  blocks
    .filter(({ type }) => type === 'header' || type === 'rich_text' || type === 'section')
    .slice(0, 3)
    .filter(isRead)

const isRead = (block: KnownBlock): boolean => !('accessory' in block)
