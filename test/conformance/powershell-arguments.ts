import { wordsOf } from './command-words.ts'

/**
 * Parameters by cmdlet, those that we use. Source: the help files of Azure/azure-powershell, `src/Websites/Websites/help`,
 * `src/Accounts/Accounts/help` and `src/Resources/Resources/help` (one file a cmdlet), and for Invoke-WebRequest those
 * of PowerShell 7. There is no PowerShell here that could be asked.
 */
const cmdlets: Readonly<Record<string, readonly string[]>> = {
  'Restart-AzWebApp': ['ResourceGroupName', 'Name'],
  'Restart-AzWebAppSlot': ['ResourceGroupName', 'Name', 'Slot'],
  'Start-AzWebApp': ['ResourceGroupName', 'Name'],
  'Start-AzWebAppSlot': ['ResourceGroupName', 'Name', 'Slot'],
  'Stop-AzWebApp': ['ResourceGroupName', 'Name'],
  'Stop-AzWebAppSlot': ['ResourceGroupName', 'Name', 'Slot'],
  'Set-AzAppServicePlan': ['ResourceGroupName', 'Name', 'NumberofWorkers', 'Tier', 'WorkerSize'],
  'Switch-AzWebAppSlot': ['ResourceGroupName', 'Name', 'SourceSlotName', 'DestinationSlotName', 'PreserveVnet'],
  'Set-AzContext': ['Subscription'],
  'Set-AzResource': ['ResourceId', 'Sku', 'Force', 'UsePatchSemantics'],
  'Invoke-AzRestMethod': ['Method', 'Path', 'Payload'],
  'Invoke-WebRequest': ['Uri', 'Authentication', 'Token', 'OutFile'],
  'Get-AzAccessToken': ['AsSecureString'],
}

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What PowerShell would not take of a line of ours: several commands, one of them perhaps in brackets. */
export function powershellTroubles(line: string): readonly string[] {
  const commands = bare(line)
    .split(/;|\(|\)/)
    .map((part) => part.trim())
    .filter((part) => /^[A-Z]\w+-\w+/.test(part))
  return commands.length === 0 ? ['no cmdlet in it'] : commands.flatMap(commandTroubles)
}

/** What stands in a string or a hash table is no command. */
const bare = (line: string): string =>
  line
    .replace(/'[^']*'/g, "'…'")
    .replace(/@\{[^}]*\}/g, '@…')
    .replace(/"[^"]*"/g, (text) => text.replace(/[();]/g, '…'))

function commandTroubles(command: string): readonly string[] {
  const [cmdlet = '', ...words] = wordsOf(command)
  const known = cmdlets[cmdlet]
  if (known === undefined) return [`PowerShell's ${cmdlet} is not in the table`]
  const flags = words.filter((word) => /^-[A-Z]/.test(word)).map((word) => word.slice(1))
  const method = words[words.indexOf('-Method') + 1] ?? ''
  return [
    ...flags.filter((flag) => !known.includes(flag)).map((flag) => `${cmdlet} knows no -${flag}`),
    ...(flags.includes('Method') && !methods.includes(method) ? [`${cmdlet} knows no method ${method}`] : []),
  ]
}
