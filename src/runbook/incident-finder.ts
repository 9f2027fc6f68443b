import type { ChatMessage } from '../chat/types.ts'
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
  /** The same, else the one of the app that is named, else the only one that is open in the channel. */
  about(message: ChatMessage, parsed: ParsedMessage, which: 'open' | 'any'): Promise<IncidentMatch>
  /** The incident that is open for an app, by whichever name it was reported; one that `reader` may read, where given. */
  openFor(app: Pick<AppRef, 'id'>, reader?: ChatMessage): Promise<Incident | undefined>
}

/** A busy channel has had hundreds; what people speak of is among the newest. */
const maxIncidents = 20

export const createIncidentFinder = (
  { journal, directory }: RunbookDependencies,
  scheduler: EffectScheduler,
  permissions: InputPermissions,
): IncidentFinder => {
  const isReadableBy =
    (message: ChatMessage) =>
    (incident: Incident): boolean =>
      permissions.readingDenialOf(message, incident) === undefined

  const load = async (ids: readonly string[]): Promise<readonly Incident[]> =>
    (await Promise.all(ids.map((id) => scheduler.repository.load(id)))).filter((incident) => incident !== undefined)

  const named: IncidentFinder['named'] = async (message, parsed) => {
    const id =
      parsed.incident ??
      (message.place.thread === undefined ? undefined : (await journal.incidentsInPlace(placeKey(message.place)))[0])
    return id === undefined ? undefined : scheduler.repository.load(id)
  }

  const explicit: IncidentFinder['explicit'] = async (message, parsed) =>
    [await named(message, parsed)].find((incident) => incident !== undefined && isReadableBy(message)(incident))

  const ofApp = async (parsed: ParsedMessage): Promise<readonly Incident[] | undefined> => {
    const [name] = parsed.apps
    if (name === undefined) return undefined
    const found = await directory.find(name)
    return found.is === 'one' ? load(await journal.recentIncidentsOf(found.app.id.toLowerCase(), maxIncidents)) : []
  }

  const inChannel = async ({ place }: ChatMessage): Promise<readonly Incident[]> => {
    return load((await journal.incidentsInPlace(placeKey(channelOf(place)))).slice(0, maxIncidents))
  }

  const about: IncidentFinder['about'] = async (message, parsed, which) => {
    const meant = await explicit(message, parsed)
    if (meant !== undefined) return { is: 'one', incident: meant }
    const known = ((await ofApp(parsed)) ?? (await inChannel(message))).filter(isReadableBy(message))
    const open = known.filter(({ closed }) => closed === undefined)
    const [only, ...others] = open
    if (only !== undefined)
      return others.length === 0 ? { is: 'one', incident: only } : { is: 'several', incidents: open }
    const [last] = which === 'any' ? known : []
    return last === undefined ? { is: 'none' } : { is: 'one', incident: last }
  }

  // A closed incident may still be open to the journal, for the return of a lease.
  const openFor: IncidentFinder['openFor'] = async ({ id }, reader) => {
    const open = (await load(await journal.openIncidentsOf(id.toLowerCase()))).filter((one) => one.closed === undefined)
    return reader === undefined ? open[0] : open.find(isReadableBy(reader))
  }

  return { explicit, named, about, openFor }
}
