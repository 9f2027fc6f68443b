import { fold } from './incident/evolve.ts'
import type { Incident } from './incident/incident.ts'
import type { Person } from './incident/person.ts'
import { type Policy, personKey } from './incident/policy.ts'
import type { Journal } from './journal/types.ts'
import type { Say } from './language/types.ts'
import { cardsOf } from './views/index.ts'
import type { Surroundings } from './views/surroundings.ts'
import type { View } from './views/types.ts'

/** What somebody finds at the bot's own page: what waits for them, and everything else that is open. */
export interface Home {
  readonly waiting: readonly View[]
  readonly open: readonly View[]
}

interface Needs {
  readonly journal: Pick<Journal, 'openStreams' | 'read'>
  readonly policy: Policy | undefined
  readonly say: (language: Incident['language']) => Say
  readonly surroundings: Surroundings
}

/** As many as one page can hold. */
const mostShown = 10

export const homeOf = async (person: Person, { journal, policy, say, surroundings }: Needs): Promise<Home> => {
  const streams = (await journal.openStreams()).slice(-mostShown)
  const found = await Promise.all(streams.map(async (id) => fold((await journal.read(id)).map(({ event }) => event))))
  const open = found.filter((incident) => incident !== undefined && incident.closed === undefined)
  const key = policy === undefined ? undefined : personKey(policy, person)
  const view = (incident: Incident) => cardsOf(incident, say(incident.language), surroundings)[0]?.view
  const views = (incidents: readonly (Incident | undefined)[]) =>
    incidents.flatMap((incident) => (incident === undefined ? [] : (view(incident) ?? [])))
  return {
    waiting: views(open.filter((incident) => incident !== undefined && waitsFor(key, incident))),
    open: views(open.filter((incident) => incident !== undefined && !waitsFor(key, incident))),
  }
}

const waitsFor = (key: string | undefined, { actions }: Incident): boolean =>
  key !== undefined &&
  actions.some(
    ({ status, rule, approvals }) =>
      status === 'proposed' && rule?.approvers.includes(key) && !approvals.some(({ person }) => person === key),
  )
