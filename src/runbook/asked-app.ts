import type { ChatMessage } from '../chat/types.ts'
import type { Right } from '../incident/approval/policy.ts'
import type { CommandOf } from '../incident/command.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { InputPermissions } from './input-permissions.ts'
import type { RunbookDependencies } from './types.ts'

type ReportCommand = CommandOf<'Report'>

/** Which app is spoken of, of those that whoever speaks may be shown. */
export interface AskedApp {
  /** The app that the message names, or those like it of which its person has the right; `undefined` where it names none. */
  appOf(message: ChatMessage, parsed: ParsedMessage, right?: Right): Promise<ReportCommand['app'] | undefined>
  /** Nothing is known of the app: some to choose from, of those of which the person has the right. */
  anyApp(message: ChatMessage, query: string, right?: Right): Promise<ReportCommand['app']>
}

const maxCandidates = 25
const mostNames = 4

export const createAskedApp = (
  { directory, redact }: Pick<RunbookDependencies, 'directory' | 'redact'>,
  permissions: InputPermissions,
): AskedApp => {
  const appOf: AskedApp['appOf'] = async (message, parsed, right = 'ask') => {
    const [query] = parsed.apps
    if (query === undefined) return undefined
    const found = await directory.find(query)
    if (found.is === 'one') return found.app
    // "the kudu-link of webshop": of what looks like names, the one that is a name.
    for (const other of parsed.apps.slice(1, mostNames)) {
      const known = await directory.find(other)
      if (known.is === 'one') return known.app
    }
    const asked = redact(query)
    const like = found.is === 'none' ? [] : found.apps.filter((app) => !permissions.denialOf(message, right, app))
    return like.length === 0
      ? anyApp(message, asked, right)
      : { query: asked, candidates: like.slice(0, maxCandidates) }
  }

  const anyApp: AskedApp['anyApp'] = async (message, query, right = 'ask') => ({
    query,
    candidates: await directory.some(maxCandidates, (app) => !permissions.denialOf(message, right, app)),
  })

  return { appOf, anyApp }
}
