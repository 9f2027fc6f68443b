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

const isAllowed = (needs: Needs | undefined, policy: Policy | undefined): boolean => {
  if (needs === undefined) return true
  return policy?.reading?.kudu === true && (needs === 'kudu' || policy.reading.commands)
}
