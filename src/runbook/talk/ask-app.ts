import type { AppRef } from '../../incident/app.ts'
import { nameOf } from './names.ts'
import type { TalkTools, Turn } from './types.ts'

const mostNamed = 5

/** Asks which app is meant, with those that come near; never guessed. */
export const askWhichApp = async (
  { message, heard }: Pick<Turn, 'message' | 'heard'>,
  { desk }: Pick<TalkTools, 'desk'>,
  candidates: readonly AppRef[] = [],
): Promise<void> => {
  const [query] = heard.apps
  const apps = [...new Set(candidates.map(nameOf))].slice(0, mostNamed).join(', ')
  if (query !== undefined && apps !== '') return desk.notice(message, 'talk.app.similar', { query, apps })
  return desk.notice(message, 'talk.app.which')
}
