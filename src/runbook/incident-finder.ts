import { LRUCache } from 'lru-cache'
import type { ChatInput, ChatMessage } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { channelOf, placeKey } from '../incident/chat-place.ts'
import type { Incident } from '../incident/incident.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { InputPermissions } from './input-permissions.ts'
import type { RunbookDependencies } from './types.ts'

/** Which incident a message is about; those that its person may not read are not among them. */
export type IncidentMatch =
  | { readonly is: 'one'; readonly incident: Incident }
  | { readonly is: 'several'; readonly incidents: readonly Incident[] }
  | { readonly is: 'none' }

export interface IncidentFinder {
  /** The incident that the message names, or in whose thread it stands; nothing is guessed. */
  explicit(message: ChatMessage, parsed: ParsedMessage): Promise<Incident | undefined>
  /** The same, for whoever may decide on it without reading it, and for saying why it is not shown. */
  named(message: ChatMessage, parsed: ParsedMessage): Promise<Incident | undefined>
  /**
   * The same, else the one of the app that is named, else the one that this person last spoke of in this channel within
   * ten minutes, else the only one that is open there.
   */
  about(message: ChatMessage, parsed: ParsedMessage, which: 'open' | 'any'): Promise<IncidentMatch>
  /** From now on this person speaks of this incident in this channel. */
  remember(message: ChatMessage, incident: Pick<Incident, 'id'>): void
  /** They reported this one, or asked for a step of it: another one that they spoke of before is no longer meant unnamed. */
  turnTo(input: ChatInput, incident: Pick<Incident, 'id'>): void
  /** The incident that is open for an app, by whichever name it was reported; one that `reader` may read, where given. */
  openFor(app: Pick<AppRef, 'id'>, reader?: ChatInput): Promise<Incident | undefined>
}

/** A busy channel has had hundreds; what people speak of is among the newest. */
const maxIncidents = 20

/** How long it is taken for what somebody still speaks of. */
const focusLifetimeInMs = 10 * 60_000
const maxFocuses = 5000

export const createIncidentFinder = (
  { journal, directory, clock }: RunbookDependencies,
  scheduler: EffectScheduler,
  permissions: InputPermissions,
): IncidentFinder => {
  const focuses = new LRUCache<string, { readonly incident: string; readonly at: number }>({ max: maxFocuses })

  const remember: IncidentFinder['remember'] = (message, { id }) => {
    focuses.set(focusKeyOf(message), { incident: id, at: clock.now() })
  }

  const turnTo: IncidentFinder['turnTo'] = (input, { id }) => {
    const key = focusKeyOf(input)
    if (focuses.get(key)?.incident !== id) focuses.delete(key)
  }

  const lastSpokenOf = async (message: ChatMessage): Promise<Incident | undefined> => {
    const focus = focuses.get(focusKeyOf(message))
    if (focus === undefined || clock.now() - focus.at > focusLifetimeInMs) return undefined
    return scheduler.repository.load(focus.incident)
  }

  const isReadableBy =
    (message: ChatInput) =>
    (incident: Incident): boolean =>
      permissions.readingDenialOf(message, incident) === undefined

  const load = async (ids: readonly string[]): Promise<readonly Incident[]> =>
    (await Promise.all(ids.map((id) => scheduler.repository.load(id)))).filter((incident) => incident !== undefined)

  /** A thread is about the incident that it began with, also where another one was opened in it since. */
  const ofThread = async ({ place }: ChatMessage): Promise<Incident | undefined> => {
    if (place.thread === undefined) return undefined
    const newestFirst = await load(await journal.incidentsInPlace(placeKey(place), maxIncidents))
    return newestFirst.findLast(({ closed }) => closed === undefined) ?? newestFirst[0]
  }

  const named: IncidentFinder['named'] = async (message, { incident }) =>
    incident === undefined ? ofThread(message) : scheduler.repository.load(incident)

  const explicit: IncidentFinder['explicit'] = async (message, parsed) =>
    [await named(message, parsed)].find((incident) => incident !== undefined && isReadableBy(message)(incident))

  const ofApp = async (parsed: ParsedMessage): Promise<readonly Incident[] | undefined> => {
    const [name] = parsed.apps
    if (name === undefined) return undefined
    const found = await directory.find(name)
    return found.is === 'one' ? load(await journal.recentIncidentsOf(found.app.id.toLowerCase(), maxIncidents)) : []
  }

  const inChannel = async ({ place }: ChatMessage): Promise<readonly Incident[]> =>
    load(await journal.incidentsInPlace(placeKey(channelOf(place)), maxIncidents))

  const about: IncidentFinder['about'] = async (message, parsed, which) => {
    const meant = await explicit(message, parsed)
    if (meant !== undefined) return { is: 'one', incident: meant }
    const ofNamed = await ofApp(parsed)
    const known = (ofNamed ?? (await inChannel(message))).filter(isReadableBy(message))
    const open = known.filter(({ closed }) => closed === undefined)
    const last = ofNamed === undefined && open.length !== 1 ? await lastSpokenOf(message) : undefined
    const isMeant = last !== undefined && isReadableBy(message)(last) && (which === 'any' || last.closed === undefined)
    if (isMeant) return { is: 'one', incident: last }
    const [only, ...others] = open
    if (only !== undefined)
      return others.length === 0 ? { is: 'one', incident: only } : { is: 'several', incidents: open }
    const [newest] = which === 'any' ? known : []
    return newest === undefined ? { is: 'none' } : { is: 'one', incident: newest }
  }

  // A closed incident may still be open to the journal, for the return of a lease.
  const openFor: IncidentFinder['openFor'] = async ({ id }, reader) => {
    const open = (await load(await journal.openIncidentsOf(id.toLowerCase()))).filter((one) => one.closed === undefined)
    return reader === undefined ? open[0] : open.find(isReadableBy(reader))
  }

  return { explicit, named, about, remember, turnTo, openFor }
}

const focusKeyOf = ({ place, person }: ChatInput): string =>
  [placeKey(channelOf(place)), person.tenant, person.id].join('\n')
