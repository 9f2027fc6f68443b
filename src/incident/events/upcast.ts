import type { IncidentEvent } from '../event.ts'

type EventType = IncidentEvent['type']
type EventOf<T extends EventType> = Extract<IncidentEvent, { readonly type: T }>

/** Takes an event as it was once written to what it is called today; one event, without a look at any other. */
type Upcaster<T extends EventType> = (stored: EventOf<T>) => IncidentEvent

/** By the type under which it was written. Until version 0.1 a mute was an answer, and a text for support was collected. */
const upcasters: { readonly [T in EventType]?: Upcaster<T> } = {
  Answered: (stored) => {
    const { at, by, place } = stored
    if (stored.how === 'quiet') return { type: 'ChannelMuted', at, by, place }
    return stored.how === 'speak' ? { type: 'ChannelUnmuted', at, by, place } : stored
  },
  CollectionStarted: (stored) =>
    stored.collectors.includes(formerSupportCollector) && stored.by !== undefined
      ? { type: 'SupportTextRequested', at: stored.at, by: stored.by }
      : stored,
  EvidenceCollected: (stored) => {
    const { collector, ...file } = stored.evidence
    return collector === formerSupportCollector ? { type: 'SupportTextWritten', at: stored.at, file } : stored
  },
}

const formerSupportCollector = 'support'

/**
 * What a stored event says in today's terms. Only for whoever reads it: it stays as it was written, and so do the hashes.
 */
export const upcast = (stored: IncidentEvent): IncidentEvent => {
  const upcaster = upcasters[stored.type] as ((event: IncidentEvent) => IncidentEvent) | undefined
  return upcaster?.(stored) ?? stored
}
