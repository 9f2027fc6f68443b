import type { AppRef } from '../../incident/app.ts'
import { nameOf } from './names.ts'
import type { TalkTools, Turn } from './types.ts'

const mostNamed = 5
const mostIds = 3

/** Asks which app is meant, with those that come near; never guessed. */
export const askWhichApp = async (
  { message, heard }: Pick<Turn, 'message' | 'heard'>,
  { desk }: Pick<TalkTools, 'desk'>,
  candidates: readonly AppRef[] = [],
): Promise<void> => {
  const [query] = heard.apps
  const names = [...new Set(candidates.map(nameOf))]
  const apps = names.slice(0, mostNamed).join(', ')
  if (query !== undefined && candidates.length > 1 && names.length === 1) {
    const ids = candidates.slice(0, mostIds).map(({ id }) => id)
    return desk.notice(message, 'talk.app.several', { query, ids: ids.join(' ') })
  }
  if (query !== undefined && apps !== '') return desk.notice(message, 'talk.app.similar', { query, apps })
  return desk.notice(message, 'talk.app.which')
}
