import type { Incident } from '../../incident/incident.ts'
import type { Say } from '../../language/types.ts'

/** What is told of one event: a sentence, and what belongs under it. */
export interface Told {
  readonly line: string
  readonly under: readonly string[]
}

/** The incident before and after the event, and the words for it. */
export interface Moment {
  readonly before: Incident | undefined
  readonly after: Incident
  readonly say: Say
}

export const told = (line: string, under: readonly string[] = []): readonly Told[] => [{ line, under }]
