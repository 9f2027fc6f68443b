import type { Collector } from '../collect/types.ts'
import type { AppRef } from '../incident/app.ts'
import type { Command } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import type { Policy } from '../incident/policy.ts'

type Needs = NonNullable<Extract<Command, { type: 'Collect' }>['needs']>

/** What the policy must opt in to before a collector may go; nothing for what Azure's reading roles allow. */
export const needsOf = ({ through, commands }: Collector): Needs | undefined =>
  through === 'arm' ? undefined : commands === true ? 'commands' : 'kudu'

export const fits = ({ os }: Collector, { app }: Pick<Incident, 'app'>): boolean =>
  os === undefined || app === undefined || app.os === os

/** Everything that may be collected of an app without any further approval. */
export const collectable = (
  collectors: readonly Collector[],
  app: AppRef,
  policy: Policy | undefined,
): readonly string[] =>
  collectors.filter((one) => fits(one, { app }) && isAllowed(needsOf(one), policy)).map(({ id }) => id)

/** What a card can offer to collect: dumps are steps with an approval of their own, and the small one goes through Kudu. */
export const offeredOf = (collectors: readonly Collector[], policy: Policy | undefined) => [
  ...collectors.map((one) => ({
    id: one.id,
    taken: one.taken,
    through: one.through,
    allowed: isAllowed(needsOf(one), policy),
    ...(one.os === undefined ? {} : { os: one.os }),
  })),
  { id: 'mini-dump', taken: 'with-approval', through: 'kudu', allowed: isAllowed('kudu', policy) } as const,
  { id: 'memory-dump', taken: 'with-approval', through: 'arm', allowed: true } as const,
]

const isAllowed = (needs: Needs | undefined, policy: Policy | undefined): boolean => {
  if (needs === undefined) return true
  return policy?.reading?.kudu === true && (needs === 'kudu' || policy.reading.commands)
}
