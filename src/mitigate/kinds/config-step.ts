import { z } from 'zod'
import { apiVersionOf } from '../../azure/api-versions.ts'
import { requireAppId } from '../../azure/arm-id.ts'
import { readResource } from '../../azure/arm-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'

import { canonicalJson } from '../../incident/canonical-json.ts'
import type { Instant } from '../../incident/finding.ts'
import type {
  MitigationPlan,
  PlannedChange,
  StepArgs,
  SuccessCriteria,
  WhatIfResult,
} from '../../incident/mitigation-plan.ts'
import { progressFromEffect, progressFromTrace, unknownOnError } from '../follow-up/activity-log-progress.ts'
import { captureOperationHeaders } from '../follow-up/operation-headers.ts'
import { readWriteTraces } from '../follow-up/write-trace.ts'
import { noExtraCost } from '../planning/extra-cost.ts'
import { azTarget, type ManualCommands } from '../planning/manual-commands.ts'
import type { MitigationStep, StartedStep, StepProgress } from '../types.ts'

/** Fields of an app's `config/web`, as far as a step knows them. */
export type ConfigSettings = Readonly<Record<string, unknown>>

export interface TargetConfig {
  /** What the fields become; those that stay are left out. */
  readonly settings: ConfigSettings
  readonly changes: readonly PlannedChange[]
  readonly notice: readonly TranslatableMessage[]
  readonly warnings?: readonly TranslatableMessage[]
}

export interface ConfigRequest {
  readonly app: AppRef
  readonly args: StepArgs
  readonly now: Instant
}

export interface ConfigKind
  extends Pick<
    MitigationStep,
    'id' | 'harm' | 'spokenAs' | 'risk' | 'destroysEvidence' | 'askedBy' | 'asks' | 'whyNotTaken'
  > {
  /** Arguments beyond `restore`, which the undo gives. */
  readonly inputs: MitigationStep['inputs']
  /** The fields that it reads and may change. */
  readonly fields: readonly string[]
  /** Actions beyond those of every step of this kind. */
  readonly needs?: readonly string[]
  readonly success: SuccessCriteria
  /** What is wanted, from what stands now; or why it can't be. */
  want(
    azure: ReadingAzure,
    asked: ConfigRequest,
    now: ConfigSettings,
  ): Promise<TargetConfig | { readonly impossible: TranslatableMessage }>
  /** What changes where former settings are put back. */
  changes(now: ConfigSettings, then: ConfigSettings): readonly PlannedChange[]
}

/**
 * Changes fields of an app's configuration, and nothing else of it: PATCH sends only what is given. What stood there
 * before is kept in the undo, which puts it back.
 */
export const createConfigStep = (kind: ConfigKind): MitigationStep => ({
  id: kind.id,
  kind: 'change',
  harm: kind.harm,
  spokenAs: kind.spokenAs,
  risk: kind.risk,
  destroysEvidence: kind.destroysEvidence,
  inputs: { ...kind.inputs, restore: 'text' },
  askedBy: kind.askedBy,
  ...(kind.asks === undefined ? {} : { asks: kind.asks }),
  ...(kind.whyNotTaken === undefined ? {} : { whyNotTaken: kind.whyNotTaken }),
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/config/read',
    'Microsoft.Web/sites/config/write',
    'Microsoft.Web/sites/slots/config/write',
    ...(kind.needs ?? []),
  ],
  plan: (azure, app, args, now) => plan(kind, azure, { app, args, now }),
  apply: async (azure, { resource, state }) => {
    const app = requireAppId(resource)
    const settings = JSON.parse(String(state.wanted)) as Record<string, unknown>
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = captureOperationHeaders()
    const options = { onResponse: answer.onResponse }
    if (app.slot === undefined) await webApps.updateConfiguration(app.resourceGroup, app.name, settings, options)
    else await webApps.updateConfigurationSlot(app.resourceGroup, app.name, app.slot, settings, options)
    return answer.applied()
  },
  readProgress: (azure, approved, started) => unknownOnError(() => readProgress(kind, azure, approved, started)),
})

const config = z.object({ properties: z.record(z.string(), z.unknown()) })

const readSettings = async (
  azure: ReadingAzure,
  app: Pick<AppRef, 'id'>,
  fields: readonly string[],
): Promise<ConfigSettings> => {
  const { properties } = await readResource(azure, { path: `${app.id}/config/web` }, config)
  return Object.fromEntries(fields.map((field) => [field, properties[field] ?? null]))
}

const plan = async (kind: ConfigKind, azure: ReadingAzure, asked: ConfigRequest): Promise<WhatIfResult> => {
  const { app, args } = asked
  const now = await readSettings(azure, app, kind.fields)
  const wanted = 'restore' in args ? restoreConfig(kind, args, now) : await kind.want(azure, asked, now)
  if ('impossible' in wanted) return wanted
  if (differing(now, wanted.settings).length === 0) {
    return { impossible: messageOf('step.impossible.already-so', { app: appLabelOf(app) }) }
  }
  return { plan: planOf(kind, { app, args, now }, wanted) }
}

const restoreConfig = (kind: ConfigKind, { restore }: StepArgs, now: ConfigSettings): TargetConfig => {
  const then = JSON.parse(String(restore)) as ConfigSettings
  return { settings: then, changes: kind.changes(now, then), notice: [] }
}

const differing = (now: ConfigSettings, then: ConfigSettings): readonly string[] =>
  Object.keys(then).filter((field) => canonicalJson(now[field] ?? null) !== canonicalJson(then[field] ?? null))

interface Seen {
  readonly app: AppRef
  readonly args: StepArgs
  readonly now: ConfigSettings
}

const planOf = (kind: ConfigKind, { app, args, now }: Seen, wanted: TargetConfig): MitigationPlan => {
  const before = Object.fromEntries(Object.keys(wanted.settings).map((field) => [field, now[field] ?? null]))
  return {
    step: kind.id,
    args,
    resource: app.id,
    writes: [{ method: 'PATCH', path: `${app.id}/config/web` }],
    state: { now: canonicalJson(now), wanted: canonicalJson(wanted.settings) },
    changes: wanted.changes,
    touches: { apps: [appLabelOf(app)], instances: [] },
    notice: wanted.notice,
    ...(wanted.warnings === undefined ? {} : { warnings: wanted.warnings }),
    cost: noExtraCost,
    success: kind.success,
    undo: { step: kind.id, args: { restore: canonicalJson(before) } },
    commands: configCommands(app, wanted.settings),
    destroysEvidence: (wanted.warnings ?? []).length > 0,
  }
}

/** `webapp config set` knows some of the fields by flags; `--generic-configurations` takes all. */
const configCommands = (app: AppRef, settings: ConfigSettings): ManualCommands => {
  const json = JSON.stringify(settings)
  return {
    az: `az webapp config set ${azTarget(app)} --generic-configurations '${json}'`,
    powershell: `Invoke-AzRestMethod -Method PATCH -Path "${app.id}/config/web?api-version=${apiVersionOf(`${app.id}/config/web`)}" -Payload '{"properties":${json}}'`,
  }
}

/** The configuration itself shows it. */
const readProgress = async (
  kind: ConfigKind,
  azure: ReadingAzure,
  approved: MitigationPlan,
  started: StartedStep,
): Promise<StepProgress> => {
  const now = await readSettings(azure, { id: approved.resource }, kind.fields)
  const traces = await readWriteTraces(azure, [approved.resource], started)
  const { ours: trace } = traces
  if (differing(now, JSON.parse(String(approved.state.wanted)) as ConfigSettings).length === 0) {
    return progressFromEffect(traces, started)
  }
  // It went through, and somebody has changed it since.
  return trace.is === 'succeeded' ? { is: 'unknown' } : progressFromTrace(trace)
}
