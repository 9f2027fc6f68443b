import type { Message } from '../chat/types.ts'
import { channelOf, placeKey } from '../incident/place.ts'
import { type Language, languages } from '../language/types.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './types.ts'

/** As far back as a channel is looked at. */
const newest = 5

/**
 * The language of a channel's cards: the one in which most of its last incidents were reported, the present one
 * included. A channel that has no majority yet gets that of whoever reports.
 */
export const createChannelLanguage = (
  parts: Pick<Parts, 'journal' | 'understand'>,
  ledger: Pick<Ledger, 'load'>,
  languageOf: (message: Message, heard?: string) => Language,
) => {
  const written = (text: string): string | undefined => parts.understand(text, { addressed: true }).language

  return async (message: Message, heard?: string): Promise<Language> => {
    const own = languageOf(message, heard)
    const ids = (await parts.journal.inPlace(placeKey(channelOf(message.place)))).slice(0, newest)
    const incidents = await Promise.all(ids.map((id) => ledger.load(id)))
    const said = [
      own,
      ...incidents.map((incident) =>
        incident === undefined || incident.by.platform === 'azure' ? undefined : written(incident.text),
      ),
    ]
    const votes = (language: Language): number => said.filter((each) => each === language).length
    const most = Math.max(...languages.map(votes))
    const leading = languages.filter((language) => votes(language) === most)
    return leading.length === 1 ? (leading[0] ?? own) : own
  }
}
