import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Incident } from '../../incident/incident.ts'
import { isSamePerson, type Person } from '../../incident/person.ts'
import type { IncidentMatch } from '../incident-finder.ts'
import { askWhichApp } from './ask-which-app.ts'
import { lastRequestedStep } from './last-requested-step.ts'
import type { UtteranceReply } from './types.ts'

/** "no, I meant contoso-web-staging": what was begun for the wrong app ends, and begins for the right one. */
export const correctionReply: UtteranceReply = {
  id: 'correction',
  about: 'nothing',
  phrases: {
    en: 'i meant @app, i mean @app, meant @app, i was talking about @app, its @app not @app, not @app but @app, no @app, wrong app its? @app?, wrong app i? meant? @app, sorry @app, i meant to say @app, correction @app, make that @app, should be @app, rather @app, instead @app',
    nl: 'ik bedoel @app, ik bedoelde @app, bedoel/bedoelde @app, ik bedoel eigenlijk @app, ik heb het over @app, niet @app maar @app, nee @app, verkeerde app het? is? @app?, sorry @app, moet @app zijn, het is @app, het gaat om @app, correctie @app, maak daar @app van',
    de: 'ich meine @app, ich meinte @app',
    fr: 'je voulais dire @app, je parle de @app',
  },
  answer: async (turn, context) => {
    const { message, parsed } = turn
    const { finder, commands, responder } = context
    const meant = { ...parsed, apps: parsed.apps.slice(-1) }
    const focus = await finder.about(message, { ...parsed, apps: [] }, 'open')
    const wrong = focus.is === 'several' ? lastReportedBy(message.person, focus.incidents) : onlyIncidentOf(focus)
    const app = await commands.appOf(message, meant)
    if (app === undefined) return askWhichApp(turn, context)
    if (wrong?.app === undefined && wrong !== undefined && 'id' in app) return commands.choose(message, wrong, app)
    // Nothing is ended before it is known what is meant instead.
    if (!('id' in app)) return askWhichApp({ message, parsed: meant }, context, app.candidates)
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
