import type { Collector } from '../collect/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Policy } from '../incident/approval/policy.ts'
import type { CommandOf } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'

type CollectorOptIn = NonNullable<CommandOf<'Collect'>['needs']>

/** What the policy must opt in to before a collector may go; nothing for what Azure's reading roles allow. */
export const requiredOptInOf = ({ through, commands }: Collector): CollectorOptIn | undefined =>
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

/** What a card can offer to collect: dumps are steps with an approval of their own, and the small one goes through Kudu. */
export const offeredCollectors = (collectors: readonly Collector[], policy: Policy | undefined) => [
  ...collectors.map((one) => ({
    id: one.id,
    taken: one.taken,
    through: one.through,
    allowed: isAllowed(requiredOptInOf(one), policy),
    ...(one.os === undefined ? {} : { os: one.os }),
  })),
  { id: 'mini-dump', taken: 'with-approval', through: 'kudu', allowed: isAllowed('kudu', policy) } as const,
  { id: 'memory-dump', taken: 'with-approval', through: 'arm', allowed: true } as const,
]

const isAllowed = (needs: CollectorOptIn | undefined, policy: Policy | undefined): boolean => {
  if (needs === undefined) return true
  return policy?.reading?.kudu === true && (needs === 'kudu' || policy.reading.commands)
}
