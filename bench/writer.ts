import { placeKey } from '../src/incident/chat-place.ts'
import type { IncidentEvent } from '../src/incident/event.ts'
import type { StreamIndex } from '../src/incident/stream-index.ts'
import { openJournal } from '../src/journal/index.ts'
import type { AppendRequest } from '../src/journal/types.ts'

/** A journal that fills with messages about incidents, ten events each and five messages an incident. */
export interface Writer {
  /** One event, as most appends of the runbook are; its incident's index unchanged beside it. */
  event(): Promise<void>
  /** The same with the message that caused it, kept so that a second delivery is known. */
  message(events?: number): Promise<void>
  fill(events: number): Promise<void>
  close(): Promise<void>
}

const messagesAnIncident = 5
const eventsAMessage = 10
const begun = Date.UTC(2026, 0, 15, 3, 0)
const words = 'contoso-web is giving 503s again, checkout is down for everybody since five past three'

export const joined = (n: number): IncidentEvent => ({
  type: 'IncidentJoined',
  at: begun + n,
  by: { platform: 'slack', tenant: 'T0CONTOSO', id: `U${n % 50}`, name: 'Ada de Vries' },
  place: place(n % 20),
  text: `${words} (${n})`,
})

const place = (channel: number, thread?: number) => ({
  platform: 'slack',
  tenant: 'T0CONTOSO',
  channel: `C${channel}`,
  ...(thread === undefined ? {} : { thread: `${begun + thread}.000100` }),
})

const indexOf = (incident: number): StreamIndex => ({
  open: true,
  appId: `/subscriptions/s/resourcegroups/rg/providers/microsoft.web/sites/contoso-${incident % 500}`,
  places: [placeKey(place(incident % 20)), placeKey(place(incident % 20, incident))],
  deadlines: [{ key: 'observe:1', at: begun + incident }],
})

export const openWriter = async (dataDir: string): Promise<Writer> => {
  const { journal, close } = await openJournal({ dataDir, now: Date.now })
  const versions = new Map<number, number>()
  let events = 0
  let messages = 0

  const append = async (count: number, input?: AppendRequest['input']): Promise<void> => {
    const incident = 1 + Math.floor(messages / messagesAnIncident)
    const expectedVersion = versions.get(incident) ?? 0
    const appended = await journal.append({
      stream: `INC-${incident}`,
      expectedVersion,
      events: Array.from({ length: count }, () => {
        events += 1
        return joined(events)
      }),
      index: indexOf(incident),
      ...(input === undefined ? {} : { input }),
    })
    if (appended.is !== 'appended') throw new Error(`the append was refused: ${appended.is}`)
    versions.set(incident, expectedVersion + count)
  }
  const message = async (count = 1): Promise<void> => {
    messages += 1
    await append(count, { platform: 'slack', id: `Ev${messages.toString(36).padStart(8, '0')}` })
  }

  return {
    event: () => append(1),
    message,
    fill: async (count) => {
      while (events < count) await message(Math.min(eventsAMessage, count - events))
    },
    close,
  }
}
