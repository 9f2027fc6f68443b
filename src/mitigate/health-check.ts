import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Change, StepArgs } from '../incident/plan.ts'
import { configStep, type Settings, type Wanted } from './config-step.ts'
import { labelOf } from './ids.ts'
import { restartSuccess } from './success.ts'

const longestPathInChars = 256

/** Sets, changes or takes away the path that Azure pings each minute to tell healthy instances from others. */
export const healthCheck = configStep({
  id: 'health-check',
  harm: 35,
  risk: 'medium',
  fields: ['healthCheckPath'],
  success: restartSuccess,
  want: async (_, { app, args }, now) => {
    const path = pathIn(args)
    if (path === undefined) return { impossible: phrase('step.impossible.not-a-path') }
    const wanted: Wanted = {
      settings: { healthCheckPath: path === '' ? null : path },
      changes: changes(now, { healthCheckPath: path }),
      notice: [phrase(path === '' ? 'step.notice.no-health-check' : 'step.notice.health-check', { path })],
      warnings: [restarts(labelOf(app))],
    }
    return wanted
  },
  changes: (now, then) => changes(now, then),
})

/** Microsoft: "Health check configuration changes restart your app." */
const restarts = (app: string): Phrase => phrase('step.warning.restarts', { app })

/** `''` takes it away; `undefined` where it is no path. */
const pathIn = ({ path }: StepArgs): string | undefined => {
  const text = String(path ?? '')
  return text === '' || (/^\/[\w\-./~%?=&]*$/.test(text) && text.length <= longestPathInChars) ? text : undefined
}

const changes = (now: Settings, then: Settings): readonly Change[] => [
  {
    what: phrase('step.change.health-check'),
    before: String(now.healthCheckPath || '–'),
    after: String(then.healthCheckPath || '–'),
  },
]
