import { hostLabelOf } from '../estate/estate-ids.ts'
import { plantedSecrets } from '../estate/planted-secrets.ts'
import type { AppState } from '../physics/simulated-app.ts'

/** What Kudu writes of itself: who deployed what, with more of the address than is good. */
export function kuduTraceOf(app: AppState, machine: string, now: number): string {
  const lines = app.deployments
    .filter(({ endedAt }) => endedAt <= now)
    .map(
      ({ id, startedAt }) =>
        `${new Date(startedAt).toISOString()} ${machine} POST https://${hostLabelOf(app.spec)}.scm.azurewebsites.net/api/zipdeploy?isAsync=true Authorization: Basic ${plantedSecrets.basicCredentials} -> 202 deployment ${id}`,
    )
  return `${lines.join('\n')}\n`
}
