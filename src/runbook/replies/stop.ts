import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Reply } from './types.ts'

/** Whatever waits is withdrawn; what Azure already has cannot be called back. */
export const stopReply: Reply = {
  id: 'stop',
  about: 'open',
  answer: async ({ message, incident }, { responder, dependencies }) => {
    const waiting = incident.actions.filter(({ status }) => status === 'proposed' || status === 'requested')
    const { person: by, place } = message
    if (waiting.length === 0) {
      // People tell each other to stop, too.
      if (!message.addressed) return
      const runs = incident.actions.some((action) => hasStatusTrait(action, 'running'))
      return responder.notice(message, runs ? 'talk.stop.runs' : 'talk.stop.nothing', { incident: incident.id })
    }
    const withdrawn: string[] = []
    for (const [at, { id }] of waiting.entries()) {
      const input = at === 0 ? message : { ...message, id: `${message.id}#${at}` }
      const after = await responder.commit(input, incident.id, { type: 'Withdraw', action: id, by, place })
      if (after?.actions.some((action) => action.id === id && action.status === 'withdrawn')) withdrawn.push(id)
    }
    if (withdrawn.length > 0)
      await responder.notice({ ...message, id: `${message.id}#done` }, 'talk.stop.done', { count: withdrawn.length })
    dependencies.log.info({ incident: incident.id, withdrawn: withdrawn.length }, 'stopped in words')
  },
}
