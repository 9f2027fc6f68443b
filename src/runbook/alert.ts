import { channelFor, defaultChannel } from '../alerts/channels.ts'
import type { Alert, Taken } from '../alerts/types.ts'
import type { Message } from '../chat/types.ts'
import type { AppRef } from '../incident/app.ts'
import type { Symptom } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import { phrase } from '../incident/phrase.ts'
import { type Place, sameChannel } from '../incident/place.ts'
import type { Heard } from '../language/types.ts'
import { noticeView } from '../views/index.ts'
import type { Acts } from './acts.ts'
import type { Desk } from './desk.ts'
import { lookingAt } from './looking.ts'
import type { Reactor } from './react.ts'
import { turns } from './turns.ts'
import type { Parts } from './types.ts'

/** Alerts come in storms: an incident that has just been looked at is not looked at again for each of them. */
const lookedAtLatelyInMs = 2 * 60_000
const betweenNoticesInMs = 3_600_000

/** An alert opens an incident or joins the one that is open for its app; Resolved never closes it, people do. */
export const createAlertTaker = (parts: Parts, reactor: Reactor, desk: Desk, acts: Acts) => {
  const { journal, directory, clock } = parts
  const inTurn = turns()

  const appOf = async ({ targets }: Alert): Promise<AppRef | undefined> => {
    for (const target of targets) {
      if (/\/sites\//i.test(target)) {
        const found = await directory.find(target)
        if (found.is === 'one') return found.app
      }
      if (/\/serverfarms\/[^/]+$/i.test(target)) {
        const onPlan = await directory.onPlan(target)
        const busy = await Promise.all(onPlan.map(async (app) => ((await openFor(app)) === undefined ? [] : [app])))
        // A plan has many apps: the one that is in trouble already, else the first; every probe sees the plan anyhow.
        const [app] = [...busy.flat(), ...onPlan]
        if (app !== undefined) return app
      }
    }
    return undefined
  }

  const openFor = async ({ id }: AppRef): Promise<Incident | undefined> => {
    const ids = await journal.openFor(id.toLowerCase())
    const incidents = await Promise.all(ids.map((one) => reactor.ledger.load(one)))
    return incidents.find((incident) => incident !== undefined && incident.closed === undefined)
  }

  const takeFor = async (alert: Alert, app: AppRef, place: Place): Promise<Taken> => {
    const open = await openFor(app)
    const message = messageOf(alert, placeIn(open, place))
    if (await journal.seen(place.platform, message.id)) return { is: 'repeated' }
    if (open !== undefined) {
      await join(message, open, alert)
      return { is: alert.condition === 'fired' ? 'joined' : 'noted', incident: open.id }
    }
    if (alert.condition === 'resolved') return { is: 'nothing-open' }
    await acts.report(message, nothingHeard, { symptom: symptomOf(alert), app })
    return { is: 'opened', incident: (await openFor(app))?.id ?? '' }
  }

  const join = async (message: Message, open: Incident, alert: Alert): Promise<void> => {
    const { person: by, place } = message
    const since = clock.now() - (open.observation?.startedAt ?? 0)
    const looks = alert.condition === 'resolved' || since > lookedAtLatelyInMs
    await desk.commit(message, open.id, {
      type: 'Join',
      by,
      place,
      text: parts.redact(message.text),
      ...(looks ? { looking: lookingAt(parts) } : {}),
    })
  }

  /** At most once an hour, however many come: journaled first, and so known after a restart too. */
  const tellUnknown = async (alert: Alert): Promise<void> => {
    const place = defaultChannel(parts.alertChannels())
    if (place === undefined) return
    const entries = await journal.read(unknownStream)
    const last = entries.at(-1)?.event.at
    if (last !== undefined && clock.now() - last < betweenNoticesInMs) return
    const event = { type: 'Answered', at: clock.now(), how: 'alert-unknown', by: azureMonitor, place } as const
    const appended = await journal.append({ stream: unknownStream, expectedVersion: entries.length, events: [event] })
    if (appended.is !== 'appended') return
    const words = phrase('talk.alert.unknown', { rule: alert.rule, target: alert.targets[0] ?? '–' })
    const view = noticeView(parts.redact(words), parts.say(parts.defaultLanguage))
    await parts.platforms.find(({ name }) => name === place.platform)?.post(place, view)
  }

  return (alert: Alert): Promise<Taken> =>
    inTurn('alert', async () => {
      const app = await appOf(alert)
      if (app === undefined) {
        await tellUnknown(alert)
        return { is: 'unknown-resource', targets: alert.targets }
      }
      const place = channelFor(parts.alertChannels(), app)
      return place === undefined ? { is: 'no-channel', app: app.name } : takeFor(alert, app, place)
    })
}

const unknownStream = 'DESK/alerts'

const azureMonitor: Person = { platform: 'azure', tenant: 'monitor', id: 'alerts', name: 'Azure Monitor' }

const nothingHeard: Heard = { intent: 'none', codes: [], apps: [], why: ['an alert'] }

/** An alert speaks in the channel like somebody; the same delivery is the same input (L2). */
const messageOf = (alert: Alert, place: Place): Message => ({
  kind: 'message',
  id: `alert:${alert.id}:${alert.condition}:${alert.at}`,
  place,
  person: azureMonitor,
  text: textOf(alert),
  addressed: false,
})

/** Where the incident lives in that channel already, its thread; else the channel. */
const placeIn = (open: Incident | undefined, place: Place): Place =>
  open?.places.find((known) => sameChannel(known, place)) ?? place

const textOf = ({ condition, rule, severity, description, criteria }: Alert): string => {
  const measured = criteria.map(({ metric, operator, threshold, value }) =>
    [metric, value ?? '', operator, threshold].filter((part) => part !== '').join(' '),
  )
  const head = [condition === 'fired' ? 'Fired' : 'Resolved', severity, rule].filter((part) => part !== '').join(' · ')
  return [head, ...measured, description]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, 500)
}

const symptoms: readonly (readonly [RegExp, Symptom])[] = [
  [/5xx|http_?server_?errors|availab|health/i, 'outage'],
  [/response|latency|duration|queue/i, 'slow'],
  [/cpu|memory|working_?set|restart|thread/i, 'crash'],
]

const symptomOf = ({ criteria, rule }: Alert): Symptom =>
  symptoms.find(([pattern]) => pattern.test([...criteria.map(({ metric }) => metric), rule].join(' ')))?.[1] ?? 'outage'
