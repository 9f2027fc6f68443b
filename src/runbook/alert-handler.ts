import { alertChannelFor, defaultAlertChannel } from '../alerts/alert-channels.ts'
import { type Alert, type AlertOutcome, isWatcherId } from '../alerts/types.ts'
import type { ChatMessage } from '../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { type ChatPlace, isSameChannel } from '../incident/chat-place.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { noticeView } from '../views/index.ts'
import type { InputContext } from './input-context.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
import { observationRequestOf } from './observation-request.ts'

/** Alerts come in storms: an incident that has just been looked at is not looked at again for each of them. */
const observedRecentlyInMs = 2 * 60_000
const noticeIntervalInMs = 3_600_000

/** An alert opens an incident or joins the one that is open for its app; Resolved never closes it, people do. */
export const createAlertHandler = ({ dependencies, responder, finder, commands }: InputContext) => {
  const { journal, directory, clock } = dependencies
  const inTurn = createKeyedMutex()

  const busyOf = async (apps: readonly AppRef[]): Promise<readonly AppRef[]> => {
    const busy = await Promise.all(apps.map(async (app) => ((await finder.openFor(app)) === undefined ? [] : [app])))
    return busy.flat()
  }

  const appsOf = async ({ targets, hints }: Alert): Promise<readonly AppRef[]> => {
    // Hints are exact names, hosts or ids, and tell more than a plan or what watches many apps.
    for (const query of [...targets.filter((target) => /\/sites\//i.test(target)), ...hints]) {
      const found = await directory.find(query)
      if (found.is === 'one') return [found.app]
    }
    for (const target of targets) {
      if (/\/serverfarms\/[^/]+$/i.test(target)) {
        const onPlan = await directory.onPlan(target)
        // A plan has many apps: the one that is in trouble already, else the first; every probe sees the plan anyhow.
        const [app] = [...(await busyOf(onPlan)), ...onPlan]
        if (app !== undefined) return [app]
      }
      if (isWatcherId(target)) {
        const watched = await directory.watchedBy(target)
        // Of several that are watched none is the likelier, unless it is in trouble already.
        const [busy] = await busyOf(watched)
        if (busy !== undefined) return [busy]
        if (watched.length > 0) return watched
      }
    }
    return []
  }

  const takeFor = async (alert: Alert, app: AppRef, place: ChatPlace): Promise<AlertOutcome> => {
    const open = await finder.openFor(app)
    const message = alertMessageOf(alert, placeOfIncident(open, place))
    if (await journal.wasInputSeen(place.platform, message.id)) return { is: 'repeated' }
    if (open !== undefined) {
      await join(message, open, alert)
      return { is: alert.condition === 'fired' ? 'joined' : 'noted', incident: open.id }
    }
    if (alert.condition === 'resolved') return { is: 'nothing-open' }
    await commands.openOrJoin(message, emptyParsedMessage, { symptom: symptomOf(alert), app })
    return { is: 'opened', incident: (await finder.openFor(app))?.id ?? '' }
  }

  const join = async (message: ChatMessage, open: Incident, alert: Alert): Promise<void> => {
    const { person: by, place } = message
    const since = clock.now() - (open.observation?.startedAt ?? 0)
    const looks = alert.condition === 'resolved' || since > observedRecentlyInMs
    await responder.commit(message, open.id, {
      type: 'Join',
      by,
      place,
      text: dependencies.redact(message.text),
      fromAlert: true,
      ...(looks ? { looking: observationRequestOf(dependencies, open.app) } : {}),
    })
  }

  /** At most once an hour, however many come: journaled first, and so known after a restart too. */
  const askPeople = async (alert: Alert, candidates: readonly AppRef[]): Promise<void> => {
    const place = defaultAlertChannel(dependencies.alertChannels())
    if (place === undefined) return
    const entries = await journal.read(unknownAlertsStream)
    const last = entries.at(-1)?.event.at
    if (last !== undefined && clock.now() - last < noticeIntervalInMs) return
    const event = { type: 'Answered', at: clock.now(), how: 'alert-unknown', by: azureMonitor, place } as const
    const appended = await journal.append({
      stream: unknownAlertsStream,
      expectedVersion: entries.length,
      events: [event],
    })
    if (appended.is !== 'appended') return
    const [target = '–'] = alert.targets
    const args = { rule: alert.rule, target }
    const view = noticeView(
      dependencies.redact(unplacedWords(args, candidates)),
      dependencies.say(dependencies.defaultLanguage),
    )
    await dependencies.platforms.find(({ name }) => name === place.platform)?.post(place, view)
  }

  return (alert: Alert): Promise<AlertOutcome> =>
    inTurn('alert', async () => {
      if (alert.targets.every(isSubscription)) return { is: 'not-about-an-app' }
      const [app, ...others] = await appsOf(alert)
      if (app === undefined) {
        await askPeople(alert, [])
        return { is: 'unknown-resource', targets: alert.targets }
      }
      if (others.length > 0) {
        await askPeople(alert, [app, ...others])
        return { is: 'several-apps', apps: [app, ...others].map(appLabel) }
      }
      const place = alertChannelFor(dependencies.alertChannels(), app)
      return place === undefined ? { is: 'no-channel', app: app.name } : takeFor(alert, app, place)
    })
}

const mostNamed = 10

const unplacedWords = (
  args: { readonly rule: string; readonly target: string },
  candidates: readonly AppRef[],
): TranslatableMessage => {
  const apps = candidates.slice(0, mostNamed).map(appLabel).join(', ')
  if (apps !== '') return messageOf('talk.alert.several', { ...args, apps })
  return messageOf(isWatcherId(args.target) ? 'talk.alert.unwatched' : 'talk.alert.unknown', args)
}

const appLabel = ({ name, slot }: AppRef): string => (slot === undefined ? name : `${name}/${slot}`)

/** Service health speaks of a subscription as a whole; its probe sees the same. */
const isSubscription = (target: string): boolean => /^\/subscriptions\/[^/]+\/?$/i.test(target)

const unknownAlertsStream = 'DESK/alerts'

const azureMonitor: Person = { platform: 'azure', tenant: 'monitor', id: 'alerts', name: 'Azure Monitor' }

const emptyParsedMessage: ParsedMessage = {
  meaning: 'none',
  certainty: 'sure',
  likely: [],
  isQuestion: false,
  intent: 'none',
  codes: [],
  apps: [],
}

/** An alert speaks in the channel like somebody; the same delivery is the same input (L2). */
const alertMessageOf = (alert: Alert, place: ChatPlace): ChatMessage => ({
  kind: 'message',
  id: `alert:${alert.id}:${alert.condition}:${alert.at}`,
  place,
  person: azureMonitor,
  text: alertTextOf(alert),
  addressed: false,
})

/** Where the incident lives in that channel already, its thread; else the channel. */
const placeOfIncident = (open: Incident | undefined, place: ChatPlace): ChatPlace =>
  open?.places.find((known) => isSameChannel(known, place)) ?? place

const alertTextOf = ({ condition, rule, severity, description, criteria }: Alert): string => {
  const measured = criteria.map(({ metric, operator, threshold, value }) =>
    [metric, value ?? '', operator, threshold].filter((part) => part !== '').join(' '),
  )
  const head = [condition === 'fired' ? 'Fired' : 'Resolved', severity, rule].filter((part) => part !== '').join(' · ')
  return [head, ...measured, description]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, 500)
}

const symptomPatterns: readonly (readonly [RegExp, Symptom])[] = [
  [/5xx|http_?server_?errors|availab|health/i, 'outage'],
  [/response|latency|duration|queue/i, 'slow'],
  [/cpu|memory|working_?set|restart|thread/i, 'crash'],
]

const symptomOf = ({ criteria, rule }: Alert): Symptom =>
  symptomPatterns.find(([pattern]) => pattern.test([...criteria.map(({ metric }) => metric), rule].join(' ')))?.[1] ??
  'outage'
