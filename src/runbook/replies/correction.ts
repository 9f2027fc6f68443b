import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Incident } from '../../incident/incident.ts'
import { isSamePerson, type Person } from '../../incident/person.ts'
import type { IncidentMatch } from '../incident-finder.ts'
import { lastRequestedStep } from './last-requested-step.ts'
import type { Reply } from './types.ts'

/** "no, I meant contoso-web-staging": what was begun for the wrong app ends, and begins for the right one. */
export const correctionReply: Reply = {
  id: 'correction',
  about: 'nothing',
  answer: async ({ message, parsed }, context) => {
    const { choices, finder, commands, responder } = context
    const meant = { ...parsed, apps: parsed.apps.slice(-1) }
    const focus = await finder.about(message, { ...parsed, apps: [] }, 'open')
    const wrong = focus.is === 'several' ? lastReportedBy(message.person, focus.incidents) : onlyIncidentOf(focus)
    const app = await commands.appOf(message, meant)
    if (app === undefined) return choices.askWhichApp(message, parsed)
    if (wrong?.app === undefined && wrong !== undefined && 'id' in app) return commands.choose(message, wrong, { app })
    // Nothing is ended before it is known what is meant instead.
    if (!('id' in app)) return choices.askWhichApp(message, meant, app.candidates)
    if (!(await commands.checkRight(message, 'ask', app))) return
    const closes = wrong !== undefined && wrong.app?.id !== app.id && canBeAbandoned(wrong)
    const later = closes ? { ...message, id: `${message.id}#meant` } : message
    if (closes) {
      const { person: by, place } = message
      await responder.commit(message, wrong.id, { type: 'Close', by, place, outcome: 'abandoned' })
    }
    await commands.report(later, parsed, {
      symptom: wrong?.symptom ?? 'question',
      app,
      wanted: wrong === undefined ? undefined : lastRequestedStep(wrong),
    })
  },
}

const onlyIncidentOf = (focus: IncidentMatch): Incident | undefined => (focus.is === 'one' ? focus.incident : undefined)

/** Whoever corrects speaks of what they began last. */
const lastReportedBy = (person: Person, incidents: readonly Incident[]): Incident | undefined =>
  incidents.find(({ by }) => isSamePerson(by, person))

/** Whatever has run, or may run, keeps its incident. */
const canBeAbandoned = ({ actions }: Incident): boolean =>
  actions.every((action) => hasStatusTrait(action, 'abandonable'))
