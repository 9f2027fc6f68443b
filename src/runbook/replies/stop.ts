import { hasStatusTrait } from '../../incident/action-status.ts'
import type { UtteranceReply } from './types.ts'

/** Whatever waits is withdrawn; what Azure already has cannot be called back. */
export const stopReply: UtteranceReply = {
  id: 'stop',
  about: 'open',
  phrases: {
    en: 'stop, stop it/that/this, stop stop, halt, hold it, hold on stop, abort, abort it/that, dont do it/that, dont do anything, do nothing, forget it, never mind, nevermind, cancel, cancel it/that/this, leave it',
    nl: 'stop, stop ermee/maar/daarmee, stop er mee, ho, ho maar, ho stop, wacht stop, niet doen, doe maar niet, doe niks/niets, laat maar, laat maar zitten, vergeet het, annuleer, annuleer het/dat/dit, breek af, afbreken',
    de: 'stopp, halt, abbrechen, lass es',
    fr: 'arrete, stop, laisse tomber',
    es: 'para, detente, cancela',
    pt: 'pare, para, cancela',
  },
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
