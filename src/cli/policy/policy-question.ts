import type { AppRef } from '../../incident/app-ref.ts'
import type { PolicyQuestion } from '../../incident/approval/explain-policy.ts'
import type { PermissionScope } from '../../incident/approval/permissions.ts'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { PastStep } from '../../incident/command.ts'
import type { Instant } from '../../incident/finding.ts'
import type { RiskLevel, StepArgs } from '../../incident/mitigation-plan.ts'
import { steps } from '../../mitigate/index.ts'
import { unknownStepWords } from '../../policy-file/find-inconsistencies.ts'

export const stepIds = steps.map(({ id }) => id)

/** A question as people write it. */
export interface WrittenPolicyQuestion {
  readonly who: string
  readonly requester?: string | undefined
  readonly step: string
  readonly args?: StepArgs | undefined
  /** The step's own where absent. */
  readonly risk?: RiskLevel | undefined
  readonly app: string
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** `slack:T0123/C0456` */
  readonly channel?: string | undefined
  /** Steps that failed on the app just before. */
  readonly failures?: number | undefined
  /** Cost of the step an hour. */
  readonly cost?: { readonly perHour: number; readonly currency: string } | undefined
}

export const policyQuestionOf = (written: WrittenPolicyQuestion, now: Instant): PolicyQuestion => {
  const { who, requester, step, args = {}, risk, app, tags = {}, channel, failures = 0, cost } = written
  const place = channel === undefined ? undefined : placeOf(channel)
  const known = steps.find(({ id }) => id === step)
  if (known === undefined) throw new Error(`${unknownStepWords(step, stepIds)}.`)
  return {
    who,
    app: appOf(app, tags),
    asked: {
      step,
      args,
      // Who asks does not set the risk, so it is the step's own.
      risk: risk ?? known.risk,
      ...(cost === undefined ? {} : { cost: knownCost(cost) }),
    },
    context: { now, steps, past: Array.from({ length: failures }, () => failedStepBefore(now)) },
    ...(requester === undefined ? {} : { requester }),
    ...(place === undefined ? {} : { place }),
  }
}

const knownCost = ({ perHour, currency }: NonNullable<WrittenPolicyQuestion['cost']>) =>
  ({ known: true, perHour, currency, source: 'as written', asOf: '' }) as const

/** Long enough ago that no cool-down stands in its place. */
const failedStepBefore = (now: Instant): PastStep => ({ finishedAt: now - 59 * 60_000, failed: true, stands: false })

type WrittenScope = Pick<WrittenPolicyQuestion, 'tags' | 'channel'> & { readonly app?: string | undefined }

/** Of what a right is asked; what was left out stays open. */
export const scopeOf = ({ app, tags, channel }: WrittenScope): PermissionScope => ({
  app: app === undefined ? undefined : appOf(app, tags ?? {}),
  place: channel === undefined ? undefined : placeOf(channel),
})

const appOf = (name: string, tags: Readonly<Record<string, string>>): AppRef => ({
  id: '',
  name,
  tags,
  subscriptionId: '',
  resourceGroup: '',
  planId: '',
  location: '',
  os: 'windows',
  hostNames: [],
})

const placeOf = (channel: string): ChatPlace => {
  const [, platform, tenant, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(channel) ?? []
  if (platform === undefined || tenant === undefined || name === undefined) {
    throw new Error(
      `"${channel}" is no channel: write <platform>:<tenant or team>/<channel>, for example slack:T0123/C0456.`,
    )
  }
  return { platform, tenant, channel: name }
}
