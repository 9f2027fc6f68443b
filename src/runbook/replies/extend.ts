import type { Reply } from './types.ts'

const defaultExtensionInMs = 3_600_000

/** A lease gets more time, where whoever asks could have approved it. */
export const extendReply: Reply = {
  id: 'extend',
  about: 'any',
  answer: async ({ message, parsed, incident }, { responder }) => {
    const leased = incident.actions.filter(({ lease }) => lease !== undefined && lease.ended === undefined).at(-1)
    if (leased === undefined) return responder.notice(message, 'talk.extend.none', { incident: incident.id })
    const { person: by, place } = message
    if (parsed.durationInMs === 0) {
      const kept = await responder.commit(message, incident.id, { type: 'KeepForGood', action: leased.id, by, place })
      if (kept?.actions.find(({ id }) => id === leased.id)?.lease?.ended !== 'left') return
      return responder.notice({ ...message, id: `${message.id}#done` }, 'talk.keep.done', { incident: incident.id })
    }
    const byInMs = parsed.durationInMs ?? defaultExtensionInMs
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
