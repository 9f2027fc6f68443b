import type { SlackApi } from './api.ts'
import { createBounded } from './bounded.ts'
import { isNode, type Node, textIn } from './json.ts'
import type { After, Log } from './options.ts'

/** What Slack knows of somebody, for addressing them; never for deciding what they may. */
export interface About {
  readonly name?: string
  readonly locale?: string
}

const mostPeople = 2_000
const trustedForInMs = 3_600_000
const notAgainBeforeInMs = 60_000
/** A greeting in the wrong language is better than a late one. */
const longestWaitInMs = 1_500

/** Name and language by user id, asked once an hour; nothing where Slack does not say in time. */
export const createPeople = (
  api: SlackApi,
  { now, after, log }: { readonly now: () => number; readonly after: After; readonly log: Log },
): ((id: string) => Promise<About>) => {
  const known = createBounded<{ readonly until: number; readonly about: Promise<About> }>(mostPeople)

  const ask = async (id: string): Promise<About> => {
    try {
      const { user } = await api.call('users.info', { user: id, include_locale: true })
      return isNode(user) ? aboutOf(user) : {}
    } catch (error) {
      known.set(id, { until: now() + notAgainBeforeInMs, about: Promise.resolve({}) })
      log.warn({ err: error, user: id }, 'Slack does not say who somebody is')
      return {}
    }
  }

  return async (id) => {
    const found = known.get(id)
    const about = found !== undefined && now() < found.until ? found.about : ask(id)
    if (about !== found?.about) known.set(id, { until: now() + trustedForInMs, about })
    return soon(about, after)
  }
}

const soon = async (about: Promise<About>, after: After): Promise<About> => {
  let callOff: () => void = () => undefined
  const late = new Promise<About>((resolve) => {
    callOff = after(longestWaitInMs, () => resolve({}))
  })
  return Promise.race([about, late]).finally(callOff)
}

const aboutOf = (user: Node): About => {
  const profile = isNode(user.profile) ? user.profile : {}
  const name = textIn(profile, 'display_name') || textIn(profile, 'real_name') || textIn(user, 'name')
  const locale = textIn(user, 'locale')
  return { ...(name === '' ? {} : { name }), ...(locale === '' ? {} : { locale }) }
}
