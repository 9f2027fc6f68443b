import { sdkWebApiVersion } from '../../azure/arm-list-reader.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MitigationPlan } from '../../incident/mitigation-plan.ts'
import type { PlanId } from '../live-state/plan-id.ts'

type Commands = MitigationPlan['commands']

/** The same steps by hand. Names go in quotes, since resource groups may hold brackets. */
export const restartCommands = ({ subscriptionId, resourceGroup, name, slot }: AppRef): Commands => ({
  az: `az webapp restart --subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}"${slot === undefined ? '' : ` --slot "${slot}"`}`,
  powershell: `${context(subscriptionId)}${
    slot === undefined
      ? `Restart-AzWebApp -ResourceGroupName "${resourceGroup}" -Name "${name}"`
      : `Restart-AzWebAppSlot -ResourceGroupName "${resourceGroup}" -Name "${name}" -Slot "${slot}"`
  }`,
})

export const startStopCommands = (app: AppRef, verb: 'start' | 'stop'): Commands => {
  const { subscriptionId, resourceGroup, name, slot } = app
  const cmdlet = verb === 'start' ? 'Start' : 'Stop'
  return {
    az: `az webapp ${verb} --subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}"${slot === undefined ? '' : ` --slot "${slot}"`}`,
    powershell: `${context(subscriptionId)}${
      slot === undefined
        ? `${cmdlet}-AzWebApp -ResourceGroupName "${resourceGroup}" -Name "${name}"`
        : `${cmdlet}-AzWebAppSlot -ResourceGroupName "${resourceGroup}" -Name "${name}" -Slot "${slot}"`
    }`,
  }
}

/** Neither has a command of its own for it. */
export const restCommands = (
  method: 'post' | 'put' | 'delete',
  path: string,
  query = '',
  { version = sdkWebApiVersion, body = null }: { readonly version?: string; readonly body?: unknown } = {},
): Commands => {
  const pathAndQuery = `${path}?${query}api-version=${version}`
  const json = body === null ? undefined : JSON.stringify(body)
  return {
    az: `az rest --method ${method} --url "${pathAndQuery}"${json === undefined ? '' : ` --body '${json}'`}`,
    powershell: `Invoke-AzRestMethod -Method ${method.toUpperCase()} -Path "${pathAndQuery}"${json === undefined ? '' : ` -Payload '${json}'`}`,
  }
}

export const scaleCommands = ({ subscriptionId, resourceGroup, name }: PlanId, workers: number): Commands => ({
  az: `az appservice plan update --subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}" --number-of-workers ${workers}`,
  powershell: `${context(subscriptionId)}Set-AzAppServicePlan -ResourceGroupName "${resourceGroup}" -Name "${name}" -NumberofWorkers ${workers}`,
})

/** `Set-AzAppServicePlan` knows sizes by words only, and not all of them; `Set-AzResource` takes any. */
export const resizeCommands = (
  { id, subscriptionId, resourceGroup, name }: PlanId,
  { name: sku, tier }: { readonly name: string; readonly tier: string },
  workers: number,
): Commands => ({
  az: `az appservice plan update --subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}" --sku ${sku}`,
  powershell: `Set-AzResource -ResourceId "${id}" -Sku @{name="${sku}"; tier="${tier}"; size="${sku}"; capacity=${workers}} -Force`,
})

/** `webapp config set` knows some of the fields by flags; `--generic-configurations` takes all. */
export const configCommands = (app: AppRef, settings: Readonly<Record<string, unknown>>): Commands => {
  const { id, subscriptionId, resourceGroup, name, slot } = app
  const json = JSON.stringify(settings)
  return {
    az: `az webapp config set --subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}"${slot === undefined ? '' : ` --slot "${slot}"`} --generic-configurations '${json}'`,
    powershell: `Invoke-AzRestMethod -Method PATCH -Path "${id}/config/web?api-version=${sdkWebApiVersion}" -Payload '{"properties":${json}}'`,
  }
}

export const swapCommands = ({ subscriptionId, resourceGroup, name }: AppRef, slot: string): Commands => ({
  az: `az webapp deployment slot swap --subscription "${subscriptionId}" --resource-group "${resourceGroup}" --name "${name}" --slot "${slot}" --target-slot production`,
  powershell: `${context(subscriptionId)}Switch-AzWebAppSlot -ResourceGroupName "${resourceGroup}" -Name "${name}" -SourceSlotName "${slot}" -DestinationSlotName "production"`,
})

/** These cmdlets work in the subscription that the session stands in. */
const context = (subscriptionId: string): string => `Set-AzContext -Subscription "${subscriptionId}"; `
