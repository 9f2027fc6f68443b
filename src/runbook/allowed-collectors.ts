import type { Collector } from '../collect/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Policy } from '../incident/approval/policy.ts'
import type { CommandOf } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import type { MitigationStep } from '../mitigate/types.ts'

type CollectorOptIn = NonNullable<CommandOf<'Collect'>['needs']>

/** What the policy must opt in to before a collector may go; nothing for what Azure's reading roles allow. */
export const requiredOptInOf = ({
  through,
  commands,
}: Pick<Collector, 'through' | 'commands'>): CollectorOptIn | undefined =>
  through === 'arm' ? undefined : commands === true ? 'commands' : 'kudu'

export const isCollectorForApp = ({ os }: Collector, { app }: Pick<Incident, 'app'>): boolean =>
  os === undefined || app === undefined || app.os === os

/** Everything that may be collected of an app without any further approval. */
export const allowedCollectorIds = (
  collectors: readonly Collector[],
  app: AppRef,
  policy: Policy | undefined,
): readonly string[] =>
  collectors
    .filter((one) => isCollectorForApp(one, { app }) && isAllowed(requiredOptInOf(one), policy))
    .map(({ id }) => id)

/** What a card can offer to collect. */
export const offeredCollectors = (collectors: readonly Collector[], policy: Policy | undefined) =>
  collectors.map((one) => ({
    id: one.id,
    taken: one.taken,
    allowed: isAllowed(requiredOptInOf(one), policy),
    ...(one.os === undefined ? {} : { os: one.os }),
  }))

/** Steps that it offers beside them: what they fetch weighs on the app, so each has an approval of its own. */
export const offeredCaptures = (steps: readonly MitigationStep[], policy: Policy | undefined) =>
  steps
    .filter(({ kind }) => kind === 'capture')
    .map(({ id, through = 'arm' }) => ({
      id,
      taken: 'with-approval' as const,
      allowed: isAllowed(requiredOptInOf({ through }), policy),
    }))

const isAllowed = (needs: CollectorOptIn | undefined, policy: Policy | undefined): boolean => {
  if (needs === undefined) return true
  return policy?.reading?.kudu === true && (needs === 'kudu' || policy.reading.commands)
}
