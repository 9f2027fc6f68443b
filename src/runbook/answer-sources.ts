import { readAppMetrics } from '../answers/figures/read-app-metrics.ts'
import type { AnswerSources } from '../answers/types.ts'
import type { ChatMessage } from '../chat/types.ts'
import { isIncidentInChannel } from '../incident/decide/event-payloads.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { isObservationRunning } from '../incident/observation-stages.ts'
import type { InputContext } from './input-context.ts'
import { lastLinesOfFile } from './last-lines-of-file.ts'
import { lookOnce } from './look-once.ts'
import { observationRequestOf } from './observation-request.ts'
import { onceMore } from './once-more.ts'

/** Ours: what was seen of a neighbour so long ago still says how it is. */
const recentForInMs = 10 * 60_000

interface RecentLook {
  readonly looked: Incident
  readonly at: Instant
}

const looksByContext = new WeakMap<InputContext, Map<string, RecentLook>>()

const looksOf = (context: InputContext): Map<string, RecentLook> => {
  const looks = looksByContext.get(context) ?? new Map<string, RecentLook>()
  looksByContext.set(context, looks)
  return looks
}

/** What an answer may look up: an asker sees no incident here that they may not read. */
export const createAnswerSources = (message: ChatMessage, context: InputContext): AnswerSources => {
  const { dependencies, scheduler, permissions, responder } = context
  const looks = looksOf(context)
  const { journal, azure, steps, deadline, directory, clock, renderContext, policy } = dependencies

  const load = async (ids: readonly string[]): Promise<readonly Incident[]> => {
    const loaded = await Promise.all(ids.map((id) => scheduler.repository.load(id)))
    return loaded
      .filter((incident) => incident !== undefined)
      .filter((incident) => permissions.readingDenialOf(message, incident) === undefined)
  }

  return {
    events: async ({ id }) => (await journal.read(id)).map(({ event }) => event),
    earlierIncidents: async (app, than) =>
      (await load(await journal.recentIncidentsOf(app.id.toLowerCase(), maxEarlier))).filter(
        ({ id }) => id !== than?.id,
      ),
    openIncidents: async () => {
      const streams = (await journal.openStreams()).filter((stream) => stream.startsWith('INC-'))
      return (await load(streams.slice(-maxOpen).reverse())).filter(({ closed }) => closed === undefined)
    },
    appsOnPlan: async ({ planId }) => directory.onPlan(planId),
    readMetrics: (app, asked) =>
      onceMore(() => readAppMetrics(azure.reading, app, { ...asked, signal: deadline(metricsDeadlineInMs) })),
    look: async (app, also = []) => {
      const looked = await lookOnce(dependencies, app, { language: dependencies.defaultLanguage, also })
      looks.set(app.id.toLowerCase(), { looked, at: clock.now() })
      return looked
    },
    recentLook: (app) => {
      const last = looks.get(app.id.toLowerCase())
      return last === undefined || clock.now() - last.at > recentForInMs ? undefined : last
    },
    lookAgain: async (incident) => {
      const { person: by, place } = message
      if (incident.closed !== undefined || isObservationRunning(incident) || !isIncidentInChannel(incident, place))
        return false
      if (permissions.denialOf(message, 'ask', incident.app) !== undefined) return false
      const looking = observationRequestOf(dependencies, incident.app)
      const begun = await responder.commit(
        message,
        incident.id,
        { type: 'Observe', by, place, looking },
        { isFirst: false },
      )
      return begun !== undefined && isObservationRunning(begun)
    },
    timeZone: dependencies.timeZone,
    planStep: async (app, { step, args }) => {
      const member = steps.find(({ id }) => id === step)
      if (member === undefined) throw new Error(`There is no step ${step}.`)
      return onceMore(() => member.plan(azure.reading, app, args, clock.now()))
    },
    probes: dependencies.probes,
    steps,
    policy: policy(),
    nameOf: renderContext.names,
    evidenceUrl: renderContext.links?.evidence,
    lastLines: (fileId, count) => lastLinesOfFile(dependencies.evidence, fileId, count),
    sayIn: dependencies.say,
  }
}

const metricsDeadlineInMs = 20_000
const maxEarlier = 20
const maxOpen = 100
