import type { Click } from '../chat/types.ts'
import type { Command } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import { offerOf } from '../incident/offers.ts'
import { outcomeOf } from '../incident/outcome.ts'
import type { StepRequest } from '../incident/plan.ts'
import { undoOf } from '../incident/undo.ts'
import { fits, needsOf } from './collecting.ts'
import type { Desk } from './desk.ts'
import { lookingAt, newAction } from './looking.ts'
import type { Reactor } from './react.ts'
import type { Parts } from './types.ts'

/** A button: the card's token says which incident and what in it; the verb what is wanted. Nothing else is believed. */
export const createClick =
  (parts: Parts, reactor: Reactor, desk: Desk) =>
  async (click: Click): Promise<void> => {
    const id = /^INC-\d{1,9}(?=$|[./])/.exec(click.token)?.[0]
    const incident = id === undefined ? undefined : await reactor.ledger.load(id)
    const command = incident === undefined ? undefined : commandOf(click, incident, parts)
    if (command === 'no-collector') return desk.refuse(click, click.verb, command)
    if (command === 'stale') return desk.refuse(click, click.verb, 'stale')
    if (incident === undefined || command === undefined) return desk.refuse(click, click.verb, 'unknown')
    await desk.commit(click, incident.id, command)
  }

type Meant = Command | 'stale' | 'no-collector' | undefined

const commandOf = (click: Click, incident: Incident, parts: Parts): Meant => {
  const { person: by, place } = click
  switch (click.verb) {
    case 'approve':
      return { type: 'Approve', action: click.token, by, place }
    case 'reject':
      return { type: 'Reject', action: click.token, by, place }
    case 'withdraw':
      return { type: 'Withdraw', action: click.token, by, place }
    case 'observe-again':
      return { type: 'Observe', by, place, looking: lookingAt(parts) }
    case 'choose-app':
      return { type: 'ChooseApp', by, place, app: click.values.app ?? '', looking: lookingAt(parts) }
    case 'close':
      return { type: 'Close', by, place, outcome: outcomeOf(incident) }
    case 'collect':
      return collected(click, incident, parts)
    case 'propose':
      return proposed(click, incident, parts)
    case 'undo':
      return undone(click, incident, parts)
    default:
      return aside(click, parts)
  }
}

/** What is not the usual way: an emergency, a waiver, more time. Reasons are kept, so they are redacted first (L5). */
const aside = ({ verb, token: action, values, person: by, place }: Click, { redact }: Parts): Command | undefined => {
  const reason = redact(values.reason ?? '').trim()
  switch (verb) {
    case 'break-glass':
      return { type: 'BreakGlass', action, by, place, reason }
    case 'justified':
    case 'not-justified':
      return { type: 'ReviewGlass', action, by, place, verdict: verb, note: reason }
    case 'waive-evidence':
      return { type: 'WaiveEvidence', action, by, place, reason }
    case 'saw-it-ran':
      return { type: 'TellOutcome', action, by, place, outcome: 'done' }
    case 'saw-it-not':
      return { type: 'TellOutcome', action, by, place, outcome: 'failed' }
    case 'extend-lease':
      return { type: 'ExtendLease', action, by, place, byInMs: Number(values.extendHours ?? 1) * hourInMs }
    default:
      return undefined
  }
}

const hourInMs = 60 * 60_000

/** `INC-7/2/event-log`, or `INC-7/2/collector` for what was chosen under that name. What pauses the app is a step with the collector's name, to be approved like any other. */
const collected = (click: Click, incident: Incident, parts: Parts): Meant => {
  const named = /^[^/]+\/\d{1,9}\/([a-z-]{1,40})$/.exec(click.token)?.[1]
  const wanted = named === 'collector' ? click.values.collector : named
  if (wanted !== undefined && dumps.includes(wanted)) {
    const { instance } = click.values
    return requested(click, incident, parts, { step: wanted, args: instance ? { instance } : {} })
  }
  const collector = parts.collectors.find((one) => one.id === wanted && fits(one, incident))
  if (collector === undefined) return 'no-collector'
  const needs = needsOf(collector)
  const { person: by, place } = click
  return { type: 'Collect', collectors: [collector.id], by, place, ...(needs === undefined ? {} : { needs }) }
}

const dumps: readonly string[] = ['mini-dump', 'memory-dump']

const proposed = (click: Click, incident: Incident, parts: Parts): Command | 'stale' | undefined => {
  const offer = offerOf(incident, click.token)
  if (offer === undefined || offer === 'stale') return offer
  const hours = Number(click.values.leaseHours ?? 0)
  const lease = hours > 0 && hours <= longestLeaseInHours ? { leaseInMs: Math.round(hours * 3_600_000) } : {}
  return { ...requested(click, incident, parts, { step: offer.step, args: offer.args }), ...lease }
}

const undone = (click: Click, incident: Incident, parts: Parts): Command | undefined => {
  const action = incident.actions.find(({ id }) => id === click.token)
  const request = action === undefined ? undefined : undoOf(action)
  return request === undefined ? undefined : requested(click, incident, parts, request)
}

const requested = (click: Click, incident: Incident, parts: Parts, request: StepRequest) =>
  ({
    type: 'RequestStep',
    action: newAction(parts, incident.id),
    request,
    by: { kind: 'person', person: click.person, place: click.place },
  }) as const

/** A week: whoever wants longer wants it for good. */
const longestLeaseInHours = 168
