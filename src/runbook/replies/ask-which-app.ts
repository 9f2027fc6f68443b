import type { AppRef } from '../../incident/app-ref.ts'
import type { InputContext } from '../input-context.ts'
import { appDisplayName } from './display-names.ts'
import type { ReplyRequest } from './types.ts'

const maxNames = 5
const maxIds = 3

/** Asks which app is meant, with those that come near; never guessed. */
export const askWhichApp = async (
  { message, parsed }: Pick<ReplyRequest, 'message' | 'parsed'>,
  { responder }: Pick<InputContext, 'responder'>,
  candidates: readonly AppRef[] = [],
): Promise<void> => {
  const [query] = parsed.apps
  const names = [...new Set(candidates.map(appDisplayName))]
  const apps = names.slice(0, maxNames).join(', ')
  if (query !== undefined && candidates.length > 1 && names.length === 1) {
    const ids = candidates.slice(0, maxIds).map(({ id }) => id)
    return responder.notice(message, 'talk.app.several', { query, ids: ids.join(' ') })
  }
  if (query !== undefined && apps !== '') return responder.notice(message, 'talk.app.similar', { query, apps })
  return responder.notice(message, 'talk.app.which')
}
