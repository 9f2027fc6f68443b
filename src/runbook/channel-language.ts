import type { ChatMessage } from '../chat/types.ts'
import { type Language, languages } from '../i18n/types.ts'
import { channelOf, placeKey } from '../incident/chat-place.ts'
import type { IncidentRepository } from './incident-repository.ts'
import type { RunbookDependencies } from './types.ts'

/** As far back as a channel is looked at. */
const maxIncidents = 5

/**
 * The language of a channel's cards: the one in which most of its last incidents were reported, the present one
 * included. A channel that has no majority yet gets that of whoever reports.
 */
export const createChannelLanguage = (
  dependencies: Pick<RunbookDependencies, 'journal' | 'understand'>,
  repository: Pick<IncidentRepository, 'load'>,
  languageOf: (message: ChatMessage, messageLanguage?: string) => Language,
) => {
  const languageOfText = (text: string): string | undefined =>
    dependencies.understand(text, { addressed: true }).language

  return async (message: ChatMessage, messageLanguage?: string): Promise<Language> => {
    const own = languageOf(message, messageLanguage)
    const ids = await dependencies.journal.incidentsInPlace(placeKey(channelOf(message.place)), maxIncidents)
    const incidents = await Promise.all(ids.map((id) => repository.load(id)))
    const candidates = [
      own,
      ...incidents.map((incident) =>
        incident === undefined || incident.by.platform === 'azure' ? undefined : languageOfText(incident.text),
      ),
    ]
    const votes = (language: Language): number => candidates.filter((each) => each === language).length
    const most = Math.max(...languages.map(votes))
    const leading = languages.filter((language) => votes(language) === most)
    return leading.length === 1 ? (leading[0] ?? own) : own
  }
}
