import { labelOf } from '../estate/ids.ts'
import { secrets } from '../estate/secrets.ts'
import type { AppState } from '../physics/world.ts'

/** What Kudu writes of itself: who deployed what, with more of the address than is good. */
export function kuduTrace(app: AppState, machine: string, now: number): string {
  const lines = app.deployments
    .filter(({ endedAt }) => endedAt <= now)
    .map(
      ({ id, startedAt }) =>
        `${new Date(startedAt).toISOString()} ${machine} POST https://${labelOf(app.spec)}.scm.azurewebsites.net/api/zipdeploy?isAsync=true Authorization: Basic ${secrets.basicCredentials} -> 202 deployment ${id}`,
    )
  return `${lines.join('\n')}\n`
}
