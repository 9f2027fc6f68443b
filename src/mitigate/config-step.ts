import { z } from 'zod'
import { parseAppId } from '../azure/app-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { canonical } from '../incident/canonical.ts'
import type { Instant } from '../incident/finding.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Change, Plan, StepArgs, Success } from '../incident/plan.ts'
import { configCommands } from './commands.ts'
import { nothingMore } from './free.ts'
import { labelOf } from './ids.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { readOne, webApi } from './read.ts'
import { listenForAnswer } from './send.ts'
import { readTraces } from './trace.ts'
import type { Planned, Progress, Started, Step } from './types.ts'

/** Fields of an app's `config/web`, as far as a step knows them. */
export type Settings = Readonly<Record<string, unknown>>

export interface Wanted {
  /** What the fields become; those that stay are left out. */
  readonly settings: Settings
  readonly changes: readonly Change[]
  readonly notice: readonly Phrase[]
  readonly warnings?: readonly Phrase[]
}

export interface Asked {
  readonly app: AppRef
  readonly args: StepArgs
  readonly now: Instant
}

export interface ConfigKind {
  readonly id: string
  readonly harm: number
  readonly risk: Step['risk']
  /** The fields that it reads and may change. */
  readonly fields: readonly string[]
  /** Actions beyond those of every step of this kind. */
  readonly needs?: readonly string[]
  readonly success: Success
  /** What is wanted, from what stands now; or why it can't be. */
  want(azure: ReadingAzure, asked: Asked, now: Settings): Promise<Wanted | { readonly impossible: Phrase }>
  /** What changes where former settings are put back. */
  changes(now: Settings, then: Settings): readonly Change[]
}

/**
 * Changes fields of an app's configuration, and nothing else of it: PATCH sends only what is given. What stood there
 * before is kept in the undo, which puts it back.
 */
export const configStep = (kind: ConfigKind): Step => ({
  id: kind.id,
  harm: kind.harm,
  risk: kind.risk,
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/config/read',
    'Microsoft.Web/sites/config/write',
    'Microsoft.Web/sites/slots/config/write',
    ...(kind.needs ?? []),
  ],
  plan: (azure, app, args, now) => plan(kind, azure, { app, args, now }),
  apply: async (azure, { resource, state }) => {
    const app = parseAppId(resource)
    if (app === undefined) throw new Error(`Not an app: ${resource}`)
    const settings = JSON.parse(String(state.wanted)) as Record<string, unknown>
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = listenForAnswer()
    const options = { onResponse: answer.onResponse }
    if (app.slot === undefined) await webApps.updateConfiguration(app.resourceGroup, app.name, settings, options)
    else await webApps.updateConfigurationSlot(app.resourceGroup, app.name, app.slot, settings, options)
    return answer.applied()
  },
  look: (azure, approved, started) => unknownOnError(() => look(kind, azure, approved, started)),
})

const config = z.object({ properties: z.record(z.string(), z.unknown()) })

const readSettings = async (
  azure: ReadingAzure,
  app: Pick<AppRef, 'id'>,
  fields: readonly string[],
): Promise<Settings> => {
  const { properties } = await readOne(azure, { path: `${app.id}/config/web`, version: webApi }, config)
  return Object.fromEntries(fields.map((field) => [field, properties[field] ?? null]))
}

const plan = async (kind: ConfigKind, azure: ReadingAzure, asked: Asked): Promise<Planned> => {
  const { app, args } = asked
  const now = await readSettings(azure, app, kind.fields)
  const wanted = 'restore' in args ? putBack(kind, args, now) : await kind.want(azure, asked, now)
  if ('impossible' in wanted) return wanted
  if (differing(now, wanted.settings).length === 0) {
    return { impossible: phrase('step.impossible.already-so', { app: labelOf(app) }) }
  }
  return { plan: planOf(kind, { app, args, now }, wanted) }
}

const putBack = (kind: ConfigKind, { restore }: StepArgs, now: Settings): Wanted => {
  const then = JSON.parse(String(restore)) as Settings
  return { settings: then, changes: kind.changes(now, then), notice: [] }
}

const differing = (now: Settings, then: Settings): readonly string[] =>
  Object.keys(then).filter((field) => canonical(now[field] ?? null) !== canonical(then[field] ?? null))

interface Seen {
  readonly app: AppRef
  readonly args: StepArgs
  readonly now: Settings
}

const planOf = (kind: ConfigKind, { app, args, now }: Seen, wanted: Wanted): Plan => {
  const before = Object.fromEntries(Object.keys(wanted.settings).map((field) => [field, now[field] ?? null]))
  return {
    step: kind.id,
    args,
    resource: app.id,
    writes: [{ method: 'PATCH', path: `${app.id}/config/web` }],
    state: { now: canonical(now), wanted: canonical(wanted.settings) },
    changes: wanted.changes,
    touches: { apps: [labelOf(app)], instances: [] },
    notice: wanted.notice,
    ...(wanted.warnings === undefined ? {} : { warnings: wanted.warnings }),
    cost: nothingMore,
    success: kind.success,
    undo: { step: kind.id, args: { restore: canonical(before) } },
    commands: configCommands(app, wanted.settings),
    destroysEvidence: (wanted.warnings ?? []).length > 0,
  }
}

/** The configuration itself shows it. */
const look = async (kind: ConfigKind, azure: ReadingAzure, approved: Plan, started: Started): Promise<Progress> => {
  const now = await readSettings(azure, { id: approved.resource }, kind.fields)
  const traces = await readTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (differing(now, JSON.parse(String(approved.state.wanted)) as Settings).length === 0) {
    return fromEffect(traces, started)
  }
  // It went through, and somebody has changed it since.
  return trace.is === 'succeeded' ? { is: 'unknown' } : fromTrace(trace)
}
