import { siteIdOf } from '../estate/ids.ts'
import type { ActivityEvent } from '../physics/world.ts'

/** What others did before: a colleague changed the settings of an app that is in no trouble. */
export function everydayActivity(startedAt: number): ActivityEvent[] {
  const at = startedAt - 74 * 60_000
  const base = {
    write: 0,
    action: 'Microsoft.Web/sites/config/write',
    resourceId: `${siteIdOf({ name: 'contoso-blog' })}/config/web`,
    caller: 'p.devries@contoso.com',
    method: 'PATCH',
    statusCode: 200,
    correlationId: '6b0f0b6e-3f0a-4c51-9a61-0d8f5f3c7f11',
    clientRequestId: 'a3f1c2d4-98b0-4f0e-8a57-5a8b7f1f2b10',
  } as const
  return [
    { ...base, status: 'Started', at },
    { ...base, status: 'Succeeded', at: at + 1400 },
  ]
}
