import type { Action, Incident } from '../incident/incident.ts'
import { offers, offerToken } from '../incident/offers.ts'
import { phrase } from '../incident/phrase.ts'
import { undoOf } from '../incident/undo.ts'
import type { Say } from '../language/types.ts'
import { approvalLines, askedBy } from './parts/approval.ts'
import { type Button, button } from './parts/button.ts'
import { glassLines, reviewForm } from './parts/glass.ts'
import { practiceNote } from './parts/head.ts'
import { extendForm, leaseReminder } from './parts/lease.ts'
import { readingLines } from './parts/limits.ts'
import { waiverLines } from './parts/lock.ts'
import { ranLines } from './parts/ran.ts'
import { some } from './parts/some.ts'
import { sameRequest, stepTitle } from './parts/step.ts'
import { stepHead, stepSummary } from './parts/step-head.ts'
import { line } from './parts/tone.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'
import { plain } from './untrusted.ts'

/** A step that has come to an end, or to a point where people must look: what happened, and what to do next. */
export const resolvedView = (incident: Incident, action: Action, say: Say, surroundings: Surroundings): View => ({
  template: 'resolved',
  language: say.language,
  summary: stepSummary(incident, action, say),
  data: {
    head: stepHead(incident, action, say),
    practice: practiceNote(surroundings, say),
    alarm: some('', { lines: glassLines(action, say) }, say),
    words: plain(say(phrase(`card.resolved.${action.status}`, { who: plain(action.endedBy?.name ?? '–', 60) }))),
    why: action.why === undefined ? [] : [{ text: plain(say(action.why), 600) }],
    notes: leaseReminder(action, incident, say),
    drift: some('card.title.drift', { lines: driftLines(action, say) }, say),
    readings: some('card.title.readings', { lines: readingLines(action, say) }, say),
    next: { title: say(phrase('card.title.next')), words: say(phrase(`card.resolved.${action.status}.next`)) },
    story: [
      line('▸', 'default', askedBy(action, say)),
      ...approvalLines(action, say),
      ...waiverLines(action, say),
      ...ranLines(action, say),
    ],
    buttons: incident.closed === undefined ? buttons(incident, action, say) : [],
    // A lease and a review outlive the incident.
    forms: [...extendForm(action, incident, say), ...reviewForm(action, incident, say)],
  },
})

const driftLines = (action: Action, say: Say) =>
  (action.drift ?? []).map(({ of, approved, now }) =>
    line(
      '▸',
      'attention',
      plain(`${plain(of, 80)}: ${say(phrase('card.drift', { approved: plain(approved, 80), now: plain(now, 80) }))}`),
    ),
  )

/** Nothing ran: it can be proposed again, on the state of now. */
const retriable: readonly Action['status'][] = ['rejected', 'withdrawn', 'expired', 'voided']

const buttons = (incident: Incident, action: Action, say: Say): readonly Button[] => {
  const again = button(say(phrase('card.button.observe-again')), 'observe-again', incident.id)
  if (action.status === 'recovered') {
    return [button(say(phrase('card.button.close')), 'close', incident.id, 'positive'), ...undo(incident, action, say)]
  }
  if (action.status === 'handed-over') {
    return [
      button(say(phrase('card.button.saw-it-ran')), 'saw-it-ran', action.id),
      button(say(phrase('card.button.saw-it-not')), 'saw-it-not', action.id),
      again,
    ]
  }
  const support = button(say(phrase('card.button.support')), 'support', incident.id)
  if (['failed', 'not-recovered'].includes(action.status)) return [again, ...undo(incident, action, say), support]
  const index = offers(incident).findIndex((step) => sameRequest(step, action.request))
  if (index < 0 || !retriable.includes(action.status)) return [again, ...undo(incident, action, say)]
  return [button(say(phrase('card.button.propose-again')), 'propose', offerToken(incident, index)), again]
}

/** Takes back what ran, by a proposal of its own; a button only as long as nobody has asked for it. */
const undo = (incident: Incident, action: Action, say: Say): readonly Button[] => {
  const request = undoOf(action)
  if (request === undefined || incident.actions.some((other) => sameRequest(other.request, request))) return []
  return [button(say(phrase('card.button.undo', { step: stepTitle(request, say) })), 'undo', action.id)]
}
