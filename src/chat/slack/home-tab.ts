import type { HomeView, KnownBlock } from '@slack/types'
import { messageOf } from '../../i18n/message.ts'
import type { Language, Translate } from '../../i18n/types.ts'
import type { Person } from '../../incident/person.ts'
import { helpView } from '../../views/index.ts'
import type { CardView } from '../../views/types.ts'
import { blockKitLimits } from './block-kit-limits.ts'
import { plainText } from './blocks/plain-text.ts'
import type { RenderSlackMessage } from './message-renderer.ts'
import type { SlackChatOptions } from './options.ts'
import type { PictureUploads } from './pictures/picture-uploads.ts'
import type { SlackApi } from './web-api.ts'

const maxCardsPerSection = 8

/** The app's Home tab: what waits for the person, what is open. Decisions are taken where the incident lives. */
export const createHomeTabPublisher =
  (
    { home, say }: SlackChatOptions,
    parts: { readonly api: SlackApi; readonly render: RenderSlackMessage; readonly pictures: PictureUploads },
  ) =>
  async (person: Person, language: Language): Promise<void> => {
    const words = say(language)
    const blocks =
      home === undefined ? parts.render(helpView(words), {}).blocks : homeTabBlocks(await home(person), words, parts)
    const view: HomeView = { type: 'home', blocks: blocks.slice(0, blockKitLimits.blocksInView) }
    await parts.api.call('views.publish', { user_id: person.id, view })
  }

type Parts = Parameters<typeof createHomeTabPublisher>[1]

const homeTabBlocks = (
  { waiting, open }: { readonly waiting: readonly CardView[]; readonly open: readonly CardView[] },
  say: Translate,
  parts: Parts,
): readonly KnownBlock[] => [
  ...section('waiting', waiting, say, parts),
  ...section('open', open, say, parts),
  { type: 'context', elements: [plainText(say(messageOf('slack.home.decide')), blockKitLimits.contextText)] },
]

const section = (
  key: string,
  views: readonly CardView[],
  say: Translate,
  { render, pictures }: Parts,
): readonly KnownBlock[] => [
  {
    type: 'header',
    text: plainText(say(messageOf(`slack.home.${key}`, { count: views.length })), blockKitLimits.header),
  },
  ...views
    .slice(0, maxCardsPerSection)
    .flatMap((view) => [...cardHeadBlocks(render(view, pictures.shown(view)).blocks), divider]),
]

const divider: KnownBlock = { type: 'divider' }

/** The head of a card is enough to know which it is. */
const cardHeadBlocks = (blocks: readonly KnownBlock[]): readonly KnownBlock[] =>
  blocks
    .filter(({ type }) => type === 'header' || type === 'rich_text' || type === 'section')
    .slice(0, 3)
    .filter(hasNoAccessory)

const hasNoAccessory = (block: KnownBlock): boolean => !('accessory' in block)
