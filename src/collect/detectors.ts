import { z } from 'zod'
import { ownNameOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { TimeWindow } from '../incident/finding.ts'
import { type DetectorStatus, detectorStatusOf, severityRankOf } from '../observe/sources/detector-result.ts'
import { redactText } from '../redaction/redact-text.ts'
import { type FailedPart, fetchEach } from './output/fetch-each.ts'
import { jsonFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

/** Numbers or names, as the stamp pleases. */
const idOrName = z.union([z.number(), z.string()]).nullish()
const metadata = z
  .object({ name: z.string().nullish(), category: z.string().nullish(), description: z.string().nullish() })
  .nullish()
const listed = z.object({ name: z.string(), properties: z.object({ metadata }).nullish() })

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null)
const table = z.object({
  columns: z.array(z.object({ columnName: z.string().nullish() })).nullish(),
  rows: z.array(z.array(cell)).nullish(),
})
const dataset = z.object({
  table: table.nullish(),
  renderingProperties: z.object({ type: idOrName, title: z.string().nullish() }).nullish(),
})
const response = z.object({
  name: z.string(),
  properties: z.object({
    metadata,
    status: z.object({ statusId: idOrName, message: z.string().nullish() }).nullish(),
    dataset: z.array(dataset).nullish(),
  }),
})
type Response = z.infer<typeof response>['properties']

const relevantTopics =
  /availab|http|50[0-9]|cpu|memory|crash|exception|restart|recycl|slow|perform|thread|snat|tcp|connection|container|startup|health/i
const mostDetectors = 15
const mostTables = 10
const mostRows = 20
const longestCellInChars = 500

/** App Service's own diagnosis: each detector that is about failing or being slow, with what it concluded. */
export const detectorsCollector: Collector = {
  id: 'detectors',
  deadlineInMs: 90_000,
  needs: ['Microsoft.Web/sites/detectors/read'],
  lostByRestart: false,
  taken: 'by-itself',
  through: 'arm',
  async collect(azure, { app, window }, signal) {
    const path = `${app.id}/detectors`
    const { items } = await listResources(azure, { path, signal }, listed)
    const fitting = items.filter(isFitting).sort((left, right) => (left.name < right.name ? -1 : 1))
    const asked = fitting.slice(0, mostDetectors)
    const found = await fetchEach(asked, ({ name }) =>
      summaryOf(azure, { path: `${path}/${ownNameOf(name)}`, window }, signal),
    )
    return jsonFile('detectors.json', {
      app: app.id,
      from: new Date(window.from).toISOString(),
      to: new Date(window.to).toISOString(),
      findings: findingsIn(found),
      detectorsLeftOut: fitting.slice(mostDetectors).map(({ name }) => name),
      detectors: found.map((summary, index) => ({ detector: asked[index]?.name, ...summary })),
    })
  },
}

/** What the detectors found, as sentences, the worst first: what a reader wants before any table. */
const findingsIn = (found: readonly (Summary | FailedPart)[]): readonly string[] =>
  found
    .flatMap((one) => ('failed' in one ? [] : [one]))
    .filter(({ status, message }) => status !== 'none' && message !== null)
    .sort((left, right) => severityRankOf(left) - severityRankOf(right))
    .map(({ status, title, message }) => `${status.toUpperCase()}  ${title ?? ''}: ${message}`)

const isFitting = ({ name, properties }: z.infer<typeof listed>): boolean =>
  relevantTopics.test([name, properties?.metadata?.name, properties?.metadata?.category].join(' '))

interface Summary {
  readonly title: string | null
  readonly category: string | null
  readonly status: DetectorStatus
  readonly message: string | null
  readonly tables: readonly object[]
}

async function summaryOf(
  azure: ReadingAzure,
  { path, window }: { path: string; window: TimeWindow },
  signal: AbortSignal,
): Promise<Summary> {
  const query = {
    startTime: new Date(window.from).toISOString(),
    endTime: new Date(window.to).toISOString(),
    // Microsoft's specification wants two digits here.
    timeGrain: 'PT15M',
  }
  const { properties } = await readResource(azure, { path, query, signal }, response)
  return {
    title: properties.metadata?.name ?? null,
    category: properties.metadata?.category ?? null,
    status: detectorStatusOf(properties.status?.statusId),
    message: properties.status?.message ?? null,
    tables: (properties.dataset ?? []).slice(0, mostTables).flatMap(tableOf),
  }
}

/** The last rows of a table are the latest. */
function tableOf({ table: data, renderingProperties }: NonNullable<Response['dataset']>[number]): object[] {
  if (!data?.rows?.length) return []
  return [
    {
      title: renderingProperties?.title ?? null,
      shownAs: renderingProperties?.type ?? null,
      columns: (data.columns ?? []).map(({ columnName }) => columnName ?? ''),
      rows: data.rows.slice(-mostRows).map((row) => row.map(clip)),
      rowsLeftOut: Math.max(0, data.rows.length - mostRows),
    },
  ]
}

const clip = (value: z.infer<typeof cell>): z.infer<typeof cell> =>
  typeof value === 'string' && value.length > longestCellInChars
    ? // Redacted first: a secret cut in half is no longer known for one.
      `${redactText(value).slice(0, longestCellInChars)}…`
    : value
