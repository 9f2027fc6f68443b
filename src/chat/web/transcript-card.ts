import type { CardView } from '../../views/types.ts'
import type { TranscriptCard } from '../shared/chat-transcript.ts'
import type { WebChatOptions } from './options.ts'
import { type PictureStore, pictureUrl } from './picture-store.ts'

type CardDependencies = Pick<WebChatOptions, 'expand' | 'now' | 'newId' | 'log'> & { readonly pictures: PictureStore }

/** The view as it is kept and sent. A template that fails still gives a card that says what happened (L6). */
export const transcriptCardOf = (view: CardView, needs: CardDependencies): TranscriptCard => {
  const named = (view.images ?? []).map(({ name, svg }) => ({ name, svg, sha256: needs.pictures.add(svg) }))
  const urls = Object.fromEntries(named.map(({ name, sha256, svg }) => [name, pictureUrl(sha256, svg)]))
  const pictures = Object.fromEntries(named.map(({ sha256, svg }) => [sha256, svg]))

  return {
    json: expandOrExplain(view, urls, needs),
    summary: view.summary,
    language: view.language,
    at: needs.now(),
    pictures,
  }
}

const expandOrExplain = (view: CardView, urls: Readonly<Record<string, string>>, needs: CardDependencies): object => {
  try {
    return needs.expand(view, urls)
  } catch (error) {
    const reference = needs.newId()
    needs.log.error({ err: error, reference, template: view.template }, 'a card could not be made')
    return plainCard([view.summary, `(${view.template}: ${reference})`])
  }
}

const plainCard = (lines: readonly string[]): object => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: lines.map((text) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] })),
})
