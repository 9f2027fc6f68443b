import { parseAppId } from '../azure/app-id.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Plan, Success } from '../incident/plan.ts'
import { switchCommands } from './commands.ts'
import { nothingMore } from './free.ts'
import { labelOf } from './ids.ts'
import { readInstances } from './instances.ts'
import { fromEffect, fromTrace, unknownOnError } from './looking.ts'
import { listenForAnswer } from './send.ts'
import { readSite, type Site } from './site.ts'
import { readTraces } from './trace.ts'
import type { Progress, Started, Step } from './types.ts'

export interface SwitchKind {
  readonly id: 'start' | 'stop'
  readonly harm: number
  readonly risk: Step['risk']
  /** The state from which it may be switched, and the one that it leads to; lower case. */
  readonly from: string
  readonly to: string
  readonly undo: string
  readonly success: Success
  notices(app: AppRef, instances: number): readonly Phrase[]
}

/** Starts or stops an app or slot, with all its instances. */
export const switchStep = (kind: SwitchKind): Step => ({
  id: kind.id,
  harm: kind.harm,
  risk: kind.risk,
  needs: [
    'Microsoft.Web/sites/read',
    'Microsoft.Web/sites/instances/read',
    `Microsoft.Web/sites/${kind.id}/action`,
    `Microsoft.Web/sites/slots/${kind.id}/action`,
  ],
  plan: async (azure, app) => {
    const [site, instances] = await Promise.all([readSite(azure, app), readInstances(azure, app)])
    if (site.state.toLowerCase() !== kind.from) {
      return { impossible: phrase(`step.impossible.not-${kind.from}`, { app: labelOf(app), state: site.state }) }
    }
    return { plan: planOf(kind, app, { site, instances: instances.map(({ name }) => name) }) }
  },
  apply: async (azure, { resource }) => {
    const app = parseAppId(resource)
    if (app === undefined) throw new Error(`Not an app: ${resource}`)
    const { webApps } = azure.appService(app.subscriptionId)
    const answer = listenForAnswer()
    const options = { onResponse: answer.onResponse }
    const { resourceGroup, name, slot } = app
    if (slot === undefined) await webApps[kind.id](resourceGroup, name, options)
    else await webApps[`${kind.id}Slot`](resourceGroup, name, slot, options)
    return answer.applied()
  },
  look: (azure, plan, started) => unknownOnError(() => look(kind, azure, plan, started)),
})

interface Seen {
  readonly site: Site
  readonly instances: readonly string[]
}

const planOf = (kind: SwitchKind, app: AppRef, { site, instances }: Seen): Plan => ({
  step: kind.id,
  args: {},
  resource: app.id,
  writes: [{ method: 'POST', path: `${app.id}/${kind.id}` }],
  state: { appState: site.state, plan: site.planId.toLowerCase() },
  changes: [{ what: phrase('step.change.state', { app: labelOf(app) }), before: site.state, after: titled(kind.to) }],
  touches: { apps: [labelOf(app)], instances },
  notice: kind.notices(app, instances.length),
  cost: nothingMore,
  success: kind.success,
  undo: { step: kind.undo, args: {} },
  commands: switchCommands(app, kind.id),
  destroysEvidence: kind.id === 'stop',
})

const titled = (state: string): string => state.charAt(0).toUpperCase() + state.slice(1)

/** The state itself shows it; where it does not, only the log can say that nothing was sent. */
const look = async (kind: SwitchKind, azure: ReadingAzure, plan: Plan, started: Started): Promise<Progress> => {
  const { state } = await readSite(azure, { id: plan.resource })
  const traces = await readTraces(azure, [plan.resource], started)
  const { ours: trace } = traces
  if (state.toLowerCase() === kind.to) return fromEffect(traces, started)
  // It went through, and somebody has switched it since.
  return trace.is === 'succeeded' ? { is: 'done' } : fromTrace(trace)
}
