import { okAnswer } from '../arm-route.ts'
import type { KuduCall, KuduRoute } from './kudu-route.ts'

export const kuduEnvironmentRoutes: readonly KuduRoute[] = [
  {
    method: 'get',
    path: '/api/environment',
    answer: ({ app }) =>
      okAnswer({ version: '102.10502.1.0', siteLastModified: new Date(app.changedAt).toISOString() }),
  },
  { method: 'get', path: '/api/settings', answer: (call) => okAnswer(settingsOf(call)) },
  {
    method: 'get',
    path: '/api/settings/:name',
    answer: (call) => okAnswer(settingsOf(call)[call.params.name ?? ''] ?? null),
  },
]

/** Kudu's own settings with the app's among them: nothing marks which of them are secret. */
function settingsOf({ app, process }: KuduCall): Readonly<Record<string, string>> {
  return {
    deployment_branch: 'master',
    SCM_TRACE_LEVEL: '1',
    SCM_COMMAND_IDLE_TIMEOUT: '60',
    SCM_LOGSTREAM_TIMEOUT: '7200',
    SCM_BUILD_ARGS: '',
    ScmType: 'None',
    WEBSITE_SITE_NAME: app.spec.name,
    WEBSITE_SKU: app.plan.size.sku.tier,
    WEBSITE_INSTANCE_ID: process.worker.instanceId,
    REMOTEDEBUGGINGVERSION: '17.12.11102.1',
    ...app.appSettings,
  }
}
