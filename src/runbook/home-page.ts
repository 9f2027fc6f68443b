import type { Translate } from '../i18n/types.ts'
import { type Policy, personKeyOf } from '../incident/approval/policy.ts'
import { foldEvents } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { Journal } from '../journal/types.ts'
import { cardsOf } from '../views/index.ts'
import type { RenderContext } from '../views/render-context.ts'
import type { CardView } from '../views/types.ts'

/** What somebody finds at the bot's own page: what waits for them, and everything else that is open. */
export interface HomePage {
  readonly waiting: readonly CardView[]
  readonly open: readonly CardView[]
}

interface HomePageOptions {
  readonly journal: Pick<Journal, 'openStreams' | 'read'>
  readonly policy: Policy | undefined
  readonly say: (language: Incident['language']) => Translate
  readonly renderContext: RenderContext
}

/** As many as one page can hold. */
const maxIncidentsShown = 10

export const homePageOf = async (
  person: Person,
  { journal, policy, say, renderContext }: HomePageOptions,
): Promise<HomePage> => {
  const streams = (await journal.openStreams()).slice(-maxIncidentsShown)
  const found = await Promise.all(
    streams.map(async (id) => foldEvents((await journal.read(id)).map(({ event }) => event))),
  )
  const open = found.filter((incident) => incident !== undefined && incident.closed === undefined)
  const key = policy === undefined ? undefined : personKeyOf(policy, person)
  const view = (incident: Incident) => cardsOf(incident, say(incident.language), renderContext)[0]?.view
  const views = (incidents: readonly (Incident | undefined)[]) =>
    incidents.flatMap((incident) => (incident === undefined ? [] : (view(incident) ?? [])))
  return {
    waiting: views(open.filter((incident) => incident !== undefined && isWaitingFor(key, incident))),
    open: views(open.filter((incident) => incident !== undefined && !isWaitingFor(key, incident))),
  }
}

const isWaitingFor = (key: string | undefined, { actions }: Incident): boolean =>
  key !== undefined &&
  actions.some(
    ({ status, rule, approvals }) =>
      status === 'proposed' && rule?.approvers.includes(key) && !approvals.some(({ person }) => person === key),
  )
