import type { Message } from '../chat/types.ts'
import type { Incident } from '../incident/incident.ts'
import { channelOf, placeKey } from '../incident/place.ts'
import type { Heard } from '../language/types.ts'
import type { Reactor } from './react.ts'
import type { Parts } from './types.ts'

/** Which incident a message is about. */
export type Focus =
  | { readonly is: 'one'; readonly incident: Incident }
  | { readonly is: 'several'; readonly incidents: readonly Incident[] }
  | { readonly is: 'none' }

export interface Finder {
  /** The incident that the message names, or in whose thread it stands; nothing is guessed. */
  here(message: Message, heard: Heard): Promise<Incident | undefined>
  /** The same, else the one of the app that is named, else the only one that is open in the channel. */
  about(message: Message, heard: Heard, which: 'open' | 'any'): Promise<Focus>
}

/** A busy channel has had hundreds; what people speak of is among the newest. */
const newest = 20

export const createFinder = (parts: Parts, reactor: Reactor): Finder => {
  const { journal, directory } = parts

  const load = async (ids: readonly string[]): Promise<readonly Incident[]> =>
    (await Promise.all(ids.map((id) => reactor.ledger.load(id)))).filter((incident) => incident !== undefined)

  const here: Finder['here'] = async (message, heard) => {
    const named =
      heard.incident ??
      (message.place.thread === undefined ? undefined : (await journal.inPlace(placeKey(message.place)))[0])
    return named === undefined ? undefined : reactor.ledger.load(named)
  }

  const ofApp = async (heard: Heard): Promise<readonly Incident[] | undefined> => {
    const [name] = heard.apps
    if (name === undefined) return undefined
    const found = await directory.find(name)
    return found.is === 'one' ? load(await journal.recentFor(found.app.id.toLowerCase(), newest)) : []
  }

  const inChannel = async ({ place }: Message): Promise<readonly Incident[]> => {
    return load((await journal.inPlace(placeKey(channelOf(place)))).slice(0, newest))
  }

  const about: Finder['about'] = async (message, heard, which) => {
    const meant = await here(message, heard)
    if (meant !== undefined) return { is: 'one', incident: meant }
    const known = (await ofApp(heard)) ?? (await inChannel(message))
    const open = known.filter(({ closed }) => closed === undefined)
    const [only, ...others] = open
    if (only !== undefined)
      return others.length === 0 ? { is: 'one', incident: only } : { is: 'several', incidents: open }
    const [last] = which === 'any' ? known : []
    return last === undefined ? { is: 'none' } : { is: 'one', incident: last }
  }

  return { here, about }
}
