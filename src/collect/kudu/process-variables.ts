import { z } from 'zod'
import { parseAnswer } from '../../azure/arm-reader.ts'
import { AzureError, type KuduClient } from '../../azure/types.ts'

const path = '/api/processes/0'
const process = z.object({ environment_variables: z.record(z.string(), z.string().nullish()).nullish() })

/** What stands in the environment of the site's own process; nothing while there is none, as when the app crashes. */
export async function readProcessVariables(
  kudu: KuduClient,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const found = await kudu.get(path, signal).catch(noneWhereAbsent)
  if (found === undefined) return {}
  const { environment_variables: variables } = parseAnswer(found, process, path)
  return Object.fromEntries(Object.entries(variables ?? {}).map(([name, value]) => [name, value ?? '']))
}

const noneWhereAbsent = (error: unknown): undefined => {
  if (error instanceof AzureError && error.kind === 'not-found') return undefined
  throw error
}
