import type { Action, Incident } from '../incident/incident.ts'
import { phrase } from '../incident/phrase.ts'
import type { Say } from '../language/types.ts'
import { approvalLines, askedBy } from './parts/approval.ts'
import { glassLines, reviewForm } from './parts/glass.ts'
import { practiceNote } from './parts/head.ts'
import { extendForm, leaseReminder } from './parts/lease.ts'
import { readingLines } from './parts/limits.ts'
import { lockLines, stage, waiveForm, waiverLines } from './parts/lock.ts'
import { ranLines } from './parts/ran.ts'
import { some } from './parts/some.ts'
import { stepHead, stepSummary } from './parts/step-head.ts'
import { line } from './parts/tone.ts'
import type { Surroundings } from './surroundings.ts'
import type { View } from './types.ts'

/** A step that is being planned, waits for evidence, runs, or is watched. */
export const progressView = (incident: Incident, action: Action, say: Say, surroundings: Surroundings): View => ({
  template: 'progress',
  language: say.language,
  summary: stepSummary(incident, action, say),
  data: {
    head: stepHead(incident, action, say),
    practice: practiceNote(surroundings, say),
    alarm: some('', { lines: glassLines(action, say) }, say),
    words: say(phrase(`card.progress.${stage(action, incident)}`)),
    notes: [...lockLines(action, incident, say), ...leaseReminder(action, incident, say)],
    readings: some('card.title.readings', { lines: readingLines(action, say) }, say),
    watch: watchUntil(action, say),
    story: [
      line('▸', 'default', askedBy(action, say)),
      ...approvalLines(action, say),
      ...waiverLines(action, say),
      ...ranLines(action, say),
    ],
    forms: [
      ...waiveForm(action, incident, say),
      ...extendForm(action, incident, say),
      ...reviewForm(action, incident, say),
    ],
  },
})

const watchUntil = ({ verification }: Action, say: Say): readonly { readonly text: string }[] =>
  verification === undefined ? [] : [{ text: say(phrase('card.progress.until', { untilAt: verification.until })) }]
