import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'

/** What is told of one event: a sentence, and what belongs under it. */
export interface NarrationEntry {
  readonly line: string
  readonly under: readonly string[]
}

/** The incident before and after the event, and the words for it. */
export interface NarrationContext {
  readonly before: Incident | undefined
  readonly after: Incident
  readonly say: Translate
}

export const narrationEntry = (line: string, under: readonly string[] = []): readonly NarrationEntry[] => [
  { line, under },
]
