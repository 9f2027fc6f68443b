import type { UtteranceReply } from './types.ts'

const defaultExtensionInMs = 3_600_000

/** A lease gets more time, where whoever asks could have approved it. */
export const extendReply: UtteranceReply = {
  id: 'extend',
  about: 'any',
  phrases: {
    en: 'extend it/this/that/the+lease?, extend _ by/for/with? @num hour/hours/minutes/min/mins/h, extend the lease _ hour/hours/minutes, give it/us another/more @num? hour/hours/minutes/time, keep it/this/that longer, keep it for? another/longer, longer please, prolong it?, one more hour',
    nl: 'verleng, verlengen, verleng het/dit/dat/hem/de+lease?, verleng _ met? @num? uur/minuten, verleng _ een uur, verleng _ met een uur, nog een/@num uur/uurtje erbij?, langer graag, houd/hou dit/het/hem? nog langer, houd/hou het zo nog?, een uurtje langer, laat het nog een/@num uur staan/aan/draaien',
  },
  answer: async ({ message, incident, utterance }, { responder }) => {
    const leased = incident.actions.filter(({ lease }) => lease !== undefined && lease.ended === undefined).at(-1)
    if (leased === undefined) return responder.notice(message, 'talk.extend.none', { incident: incident.id })
    const { person: by, place } = message
    const byInMs = utterance.periodInMs ?? defaultExtensionInMs
    const after = await responder.commit(message, incident.id, {
      type: 'ExtendLease',
      action: leased.id,
      by,
      place,
      byInMs,
    })
    const endsAt = after?.actions.find(({ id }) => id === leased.id)?.lease?.endsAt
    if (endsAt === undefined || endsAt === leased.lease?.endsAt) return
    const later = { ...message, id: `${message.id}#done` }
    await responder.notice(later, 'talk.extend.done', { incident: incident.id, endsAt })
  },
}
