import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { appLabelOf } from '../incident/app-ref.ts'
import type { PlannedChange, StepArgs } from '../incident/mitigation-plan.ts'
import { restartSuccess } from '../incident/verification/success-criteria.ts'
import { type ConfigSettings, createConfigStep, type TargetConfig } from './kinds/config-step.ts'

const longestPathInChars = 256

/** Sets, changes or takes away the path that Azure pings each minute to tell healthy instances from others. */
export const healthCheckStep = createConfigStep({
  id: 'health-check',
  harm: 35,
  spokenAs: 'health check*, healthcheck*, gezondheidscheck*, gezondheidscontrole*, ping path, health probe*',
  risk: 'medium',
  destroysEvidence: true,
  inputs: { path: 'text' },
  askedBy: {
    intent: 'request_step',
    symptom: 'question',
    argsOf: ({ path }) => (path === undefined ? undefined : { path }),
  },
  asks: () => [{ input: 'path', isRequired: true }],
  whyNotTaken: (args) => (pathIn(args) === undefined ? messageOf('step.impossible.not-a-path') : undefined),
  fields: ['healthCheckPath'],
  success: restartSuccess,
  want: async (_, { app, args }, now) => {
    const path = pathIn(args)
    if (path === undefined) return { impossible: messageOf('step.impossible.not-a-path') }
    const wanted: TargetConfig = {
      settings: { healthCheckPath: path === '' ? null : path },
      changes: changes(now, { healthCheckPath: path }),
      notice: [messageOf(path === '' ? 'step.notice.no-health-check' : 'step.notice.health-check', { path })],
      warnings: [restarts(appLabelOf(app))],
    }
    return wanted
  },
  changes: (now, then) => changes(now, then),
})

/** Microsoft: "Health check configuration changes restart your app." */
const restarts = (app: string): TranslatableMessage => messageOf('step.warning.restarts', { app })

/** `''` takes it away; `undefined` where it is no path. */
const pathIn = ({ path }: StepArgs): string | undefined => {
  const text = String(path ?? '')
  return text === '' || (/^\/[\w\-./~%?=&]*$/.test(text) && text.length <= longestPathInChars) ? text : undefined
}

const changes = (now: ConfigSettings, then: ConfigSettings): readonly PlannedChange[] => [
  {
    what: messageOf('step.change.health-check'),
    before: String(now.healthCheckPath || '–'),
    after: String(then.healthCheckPath || '–'),
  },
]
