import type { Translate } from '../i18n/types.ts'
import { isPermitted } from '../incident/approval/permissions.ts'
import { type Policy, personKeyOf } from '../incident/approval/policy.ts'
import { mayReadSomewhere } from '../incident/approval/reading.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { Journal } from '../journal/types.ts'
import { cardsOf } from '../views/index.ts'
import type { RenderContext } from '../views/render-context.ts'
import type { CardView } from '../views/types.ts'

/** What somebody finds at the bot's own page: what waits for them, and whatever else is open that they may read. */
export interface HomePage {
  readonly waiting: readonly CardView[]
  readonly open: readonly CardView[]
}

interface HomePageOptions {
  readonly journal: Pick<Journal, 'openStreams'>
  readonly load: (id: string) => Promise<Incident | undefined>
  readonly policy: Policy | undefined
  readonly say: (language: Incident['language']) => Translate
  readonly renderContext: RenderContext
}

/** As many as one page can hold. */
const maxIncidentsShown = 10
/** How far back is looked for them: a page that somebody opens must not read the whole journal. */
const maxIncidentsRead = 100

export const homePageOf = async (
  person: Person,
  { journal, load, policy, say, renderContext }: HomePageOptions,
): Promise<HomePage> => {
  const open = await openIncidentsFor(person, { journal, load, policy })
  const key = policy === undefined ? undefined : personKeyOf(policy, person)
  const view = (incident: Incident) => cardsOf(incident, say(incident.language), renderContext)[0]?.view
  const views = (incidents: readonly Incident[]) => incidents.flatMap((incident) => view(incident) ?? [])
  return {
    waiting: views(open.filter((incident) => isWaitingFor(key, incident))),
    open: views(open.filter((incident) => !isWaitingFor(key, incident))),
  }
}

/** The newest of those that the person may read, in the order in which they were opened. */
const openIncidentsFor = async (
  person: Person,
  { journal, load, policy }: Pick<HomePageOptions, 'journal' | 'load' | 'policy'>,
): Promise<readonly Incident[]> => {
  const open: Incident[] = []
  if (!isPermitted(policy, person, 'read')) return open
  for (const id of (await journal.openStreams()).slice(-maxIncidentsRead).reverse()) {
    if (open.length === maxIncidentsShown) break
    const incident = await load(id)
    if (incident === undefined || incident.closed !== undefined) continue
    if (mayReadSomewhere(policy, person, incident)) open.unshift(incident)
  }
  return open
}

const isWaitingFor = (key: string | undefined, { actions }: Incident): boolean =>
  key !== undefined &&
  actions.some(
    ({ status, rule, approvals }) =>
      status === 'proposed' && rule?.approvers.includes(key) && !approvals.some(({ person }) => person === key),
  )
