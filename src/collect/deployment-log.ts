import { z } from 'zod'
import { optionalInstant } from '../azure/answer-fields.ts'
import { ownNameOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { deployedBy } from '../observe/sources/deployment-author.ts'
import { type FailedPart, fetchEach } from '../observe/sources/fetch-each.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const deployment = z.object({
  name: z.string(),
  properties: z.object({
    status: z.number().nullish(),
    message: z.string().nullish(),
    author: z.string().nullish(),
    deployer: z.string().nullish(),
    start_time: optionalInstant,
    end_time: optionalInstant,
  }),
})
type Deployment = z.infer<typeof deployment>

const entry = z.object({
  properties: z.object({ log_time: optionalInstant, message: z.string().nullish() }),
})
/** A list by now; Microsoft's own description still promises one deployment with its details. */
const log = z.union([
  z.object({ value: z.array(entry) }),
  z.array(entry).transform((value) => ({ value })),
  z
    .object({ properties: z.object({ details: z.string().nullish() }) })
    .transform(({ properties }) => ({ value: [{ properties: { log_time: undefined, message: properties.details } }] })),
])

const maxDeployments = 3
const mostEntries = 500

/** The latest deployments, and what was logged while they were put in place. */
export const deploymentLogCollector: Collector = {
  id: 'deployment-log',
  spokenAs: `
    deployment log*, deploy log*, deploymentlog*, deploylog*, implementatielog*, uitrollog*, log … deployment`,
  deadlineInMs: 30_000,
  needs: ['Microsoft.Web/sites/deployments/read', 'Microsoft.Web/sites/deployments/log/read'],
  lostByRestart: false,
  holds: 'facts',
  isNewestFirst: true,
  taken: 'by-itself',
  through: 'arm',
  async collect(azure, { app }, signal) {
    const path = `${app.id}/deployments`
    const { items } = await listResources(azure, { path, signal }, deployment)
    const newest = [...items].sort((left, right) => whenOf(right) - whenOf(left)).slice(0, maxDeployments)
    const logs = await fetchEach(newest, (one) => entriesOf(azure, `${path}/${idOf(one)}/log`, signal))
    const lines = newest.flatMap((one, index) => ['', ...head(one), ...body(logs[index] ?? [])])
    return textFile('deployment-log.txt', [app.id, ...(lines.length === 0 ? ['', 'No deployments.'] : lines)])
  },
}

async function entriesOf(azure: ReadingAzure, path: string, signal: AbortSignal): Promise<readonly string[]> {
  const { value } = await readResource(azure, { path, signal }, log)
  return value
    .slice(-mostEntries)
    .map(({ properties }) => [timeOf(properties.log_time), properties.message ?? ''].filter(Boolean).join('  '))
}

const head = (one: Deployment): readonly string[] => [
  `Deployment ${idOf(one)}: ${statuses[one.properties.status ?? -1] ?? 'unknown'}`,
  `  started ${timeOf(one.properties.start_time) || 'unknown'}, ended ${timeOf(one.properties.end_time) || 'not yet'}`,
  `  by ${Object.values(deployedBy(one.properties))[0] ?? 'unknown'}: ${one.properties.message ?? ''}`,
]

const body = (found: readonly string[] | FailedPart): readonly string[] =>
  ('failed' in found ? [`log not available: ${found.failed}`] : found).map((line) => `  ${line}`)

const statuses: Readonly<Record<number, string>> = {
  0: 'pending',
  1: 'building',
  2: 'deploying',
  3: 'failed',
  4: 'succeeded',
}

const idOf = ({ name }: Deployment): string => ownNameOf(name)
const whenOf = ({ properties }: Deployment): number => properties.end_time ?? properties.start_time ?? 0
const timeOf = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString())
