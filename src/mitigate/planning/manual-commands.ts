import { apiVersionOf } from '../../azure/api-versions.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'

/** The same step by hand. Each step writes its own; here is what several have in common. */
export type ManualCommands = MitigationPlan['commands']

type CommandTarget = Pick<AppRef, 'subscriptionId' | 'resourceGroup' | 'name' | 'slot'>

/** Names go in quotes, since resource groups may hold brackets. */
export const azTarget = ({ subscriptionId, resourceGroup, name, slot }: CommandTarget): string =>
  `--subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}"${slot === undefined ? '' : ` --slot "${slot}"`}`

/** The cmdlet on what it is about, in its subscription: without this they work in the one that the session stands in. */
export const cmdletOn = ({ subscriptionId, resourceGroup, name, slot }: CommandTarget, cmdlet: string): string =>
  `Set-AzContext -Subscription "${subscriptionId}"; ${cmdlet} -ResourceGroupName "${resourceGroup}" -Name "${name}"${slot === undefined ? '' : ` -Slot "${slot}"`}`

/** What `az webapp` and the cmdlets of a web app can be told to do. */
type WebAppVerb = 'restart' | 'start' | 'stop'

/** What both tools have a word of their own for; PowerShell has another one for slots. */
export const webAppCommands = (app: AppRef, verb: WebAppVerb): ManualCommands => ({
  az: `az webapp ${verb} ${azTarget(app)}`,
  powershell: cmdletOn(
    app,
    `${verb.charAt(0).toUpperCase()}${verb.slice(1)}-AzWebApp${app.slot === undefined ? '' : 'Slot'}`,
  ),
})

/** What neither has a command of its own for. */
export const restCommands = (
  method: 'post' | 'put' | 'delete',
  path: string,
  { query = '', body = null }: { readonly query?: string; readonly body?: unknown } = {},
): ManualCommands => {
  const pathAndQuery = `${path}?${query === '' ? '' : `${query}&`}api-version=${apiVersionOf(path)}`
  const json = body === null ? undefined : JSON.stringify(body)
  return {
    az: `az rest --method ${method} --url "${pathAndQuery}"${json === undefined ? '' : ` --body '${json}'`}`,
    powershell: `Invoke-AzRestMethod -Method ${method.toUpperCase()} -Path "${pathAndQuery}"${json === undefined ? '' : ` -Payload '${json}'`}`,
  }
}
