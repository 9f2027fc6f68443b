import { neighbourCpuUp, neighbourMemoryUp } from '../diagnose/indicators/neighbour-load.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { appDisplayName } from '../views/parts/display-names.ts'
import { incidentStates } from '../views/parts/incident-findings.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { truncateNames } from '../views/parts/name-list.ts'
import { verdictTitle } from '../views/parts/verdict-title.ts'
import { gapsOn, lastLookedAt, observedIn, tenseOf } from './seen/looked.ts'
import { namedIn, neighbourLines, plain } from './seen/neighbour-lines.ts'
import { cpuSeconds, cpuUsesIn } from './seen/neighbour-uses.ts'
import type { Answer, AnswerSources } from './types.ts'

export const planNeighboursAnswer: Answer = {
  id: 'plan-neighbours',
  nearestIntent: 'ask_status',
  about: 'app',
  answer: async ({ app, incident, text, now }, sources) => {
    const open = (await sources.openIncidents()).filter((one) => isNeighbours(one, app))
    const own = await lastLookedAt({ app, incident }, sources)
    // Nobody looked at the app itself: a look at one beside it saw it as a neighbour.
    const looked = own ?? open.find((one) => observedIn(one) !== undefined)
    const listed = (await sources.appsOnPlan(app)).filter(({ id }) => id.toLowerCase() !== app.id.toLowerCase())
    const known: Known = { app, looked, listed, open }
    const asked = own === undefined ? [appDisplayName(app)] : namedIn(text, neighbourNames(known))
    const recent = [app, ...listed].flatMap((one) => {
      const look = sources.recentLook?.(one)
      return look === undefined ? [] : [{ name: appDisplayName(one), ...look }]
    })
    return (say) => {
      const visited = new Map(recent.map((one) => [plain(one.name), visitedLine(one, now, say)]))
      const told = looked === undefined ? [] : neighbourLines(asked, { looked, open, app, visited }, say)
      return {
        title: messageOf('answer.plan-neighbours.title', { app: appDisplayName(app), plan: planName(app) }),
        lines: [
          ...told,
          ...whoLines(known, say),
          ...(looked === undefined || told.length > 0 ? [] : busyLines(looked, sources, say)),
          ...(open.length === 0 && (told.length > 0 || neighbourNames(known).length === 0) ? [] : openLines(open, say)),
        ],
        asOf: looked === undefined ? undefined : lookTimeOf(looked),
      }
    }
  },
}

const visitedLine = (
  { name, looked: { verdict }, at }: { readonly name: string; readonly looked: Incident; readonly at: Instant },
  now: Instant,
  say: Translate,
): string =>
  say(
    messageOf('answer.plan-neighbours.visited', {
      name,
      at: momentText(at, now, say),
      verdict: verdict === undefined ? '–' : verdictTitle(verdict, say),
    }),
  )

const planName = ({ planId }: AppRef): string => planId.split('/').at(-1) ?? planId

const isNeighbours = ({ app: other }: Incident, app: AppRef): boolean =>
  other !== undefined &&
  other.planId.toLowerCase() === app.planId.toLowerCase() &&
  other.id.toLowerCase() !== app.id.toLowerCase()

interface Known {
  readonly app: AppRef
  readonly looked: Incident | undefined
  readonly listed: readonly AppRef[]
  readonly open: readonly Incident[]
}

const mostNames = 6

/** As the look saw them, slots and stopped ones among them, and as the directory knows them: neither need have all. */
const neighbourNames = ({ app, looked, listed }: Known): readonly string[] => {
  const seen = looked === undefined ? [] : incidentStates(looked, 'neighbour').map(({ name }) => name)
  const all = [
    ...seen,
    ...(looked?.app === undefined ? [] : [appDisplayName(looked.app)]),
    ...listed.map(appDisplayName),
  ]
  return [...new Map(all.map((name) => [plain(name), name])).values()]
    .filter((name) => plain(name) !== plain(appDisplayName(app)))
    .toSorted()
}

const whoLines = (known: Known, say: Translate): readonly string[] => {
  const { app, looked } = known
  const names = neighbourNames(known)
  const plan = planName(app)
  if (names.length === 0) return [say(messageOf('answer.plan-neighbours.alone', { plan }))]
  const seen = looked === undefined ? [] : incidentStates(looked, 'neighbour')
  const stopped = seen.filter(({ properties: { state } }) => /^stopped$/i.test(String(state))).length
  const args = { count: names.length, plan, stopped, names: truncateNames(names, mostNames, say) }
  return [say(messageOf('answer.plan-neighbours.who', args))]
}

const mostBusy = 2

/** Which takes the most, and whether it is more than before. */
const busyLines = (looked: Incident, sources: AnswerSources, say: Translate): readonly string[] => {
  const findings = observedIn(looked)
  if (findings === undefined) return []
  const uses = cpuUsesIn(findings)
  const measured = uses.slice(0, mostBusy).map(({ name, before, now }) => {
    const known = before === undefined ? 'no' : 'yes'
    const args = { name, known, before: cpuSeconds(before ?? 0, say), now: cpuSeconds(now, say) }
    return say(messageOf('answer.plan-neighbours.cpu', args))
  })
  const loud = [neighbourCpuUp(findings), neighbourMemoryUp(findings)].flatMap((hit) => hit ?? [])
  const tense = tenseOf(looked)
  if (loud.length > 0)
    return [say(messageOf('answer.plan-neighbours.loud', { tense })), ...loud.map(({ text }) => say(text))]
  if (uses.length > 0) return [...measured, say(messageOf('answer.plan-neighbours.calm', { tense }))]
  if (incidentStates(looked, 'neighbour').length === 0) return gapsOn(looked, ['plan-sharing'], sources, say)
  return [say(messageOf('answer.plan-neighbours.unmeasured'))]
}

/** Whether others suffer too is known of those that somebody reported. */
const openLines = (open: readonly Incident[], say: Translate): readonly string[] => {
  const told = open.flatMap(({ id, app }) => (app === undefined ? [] : [`${id} (${appDisplayName(app)})`]))
  return told.length === 0
    ? [say(messageOf('answer.plan-neighbours.none-open'))]
    : [say(messageOf('answer.plan-neighbours.open', { count: told.length, incidents: truncateNames(told, 4, say) }))]
}
