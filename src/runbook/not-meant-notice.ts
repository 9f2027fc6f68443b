import type { ChatMessage } from '../chat/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { InputContext } from './input-context.ts'

/** A word that was taken for a command is an app's name, too: whoever may read of that app is told, once that is done. */
export const createNotMeantNotice =
  ({ dependencies, permissions, responder }: Pick<InputContext, 'dependencies' | 'permissions' | 'responder'>) =>
  async (message: ChatMessage, { notMeant: name, certainty }: ParsedMessage): Promise<void> => {
    if (name === undefined || certainty !== 'sure') return
    const found = await dependencies.directory.find(name)
    const apps = found.is === 'one' ? [found.app] : found.is === 'several' ? found.apps : []
    if (apps.some((app) => !permissions.denialOf(message, 'read', app)))
      await responder.notice({ ...message, id: `${message.id}#not-meant` }, 'talk.app.not-meant', { name })
  }
