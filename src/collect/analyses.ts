import { z } from 'zod'
import { versionedQuery } from '../azure/api-versions.ts'
import { ownNameOf } from '../azure/arm-id.ts'
import { listResources, parseAnswer } from '../azure/arm-reader.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { TimeWindow } from '../incident/finding.ts'
import { detectorQuery } from '../observe/sources/choose-detectors.ts'
import { type FailedPart, fetchEach } from '../observe/sources/fetch-each.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const listed = z.object({ name: z.string(), properties: z.object({ description: z.string().nullish() }).nullish() })

const solution = z.object({ displayName: z.string().nullish(), description: z.string().nullish() })
const event = z.object({
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
  message: z.string().nullish(),
  source: z.string().nullish(),
  type: z.union([z.string(), z.number()]).nullish(),
  solutions: z.array(solution).nullish(),
})
const period = z.object({
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
  events: z.array(event).nullish(),
  solutions: z.array(solution).nullish(),
})
const analysis = z.object({ properties: z.object({ abnormalTimePeriods: z.array(period).nullish() }).nullish() })
type Period = z.infer<typeof period>

const mostAnalyses = 20
const largestInBytes = 8_000_000

/** App Service's older analyses, which must be executed: when it was abnormal, and what it thinks that came from. */
export const analysesCollector: Collector = {
  id: 'analyses',
  spokenAs: 'analyses, app service analyses, availability analysis, beschikbaarheidsanalyse*',
  deadlineInMs: 120_000,
  needs: [
    'Microsoft.Web/sites/diagnostics/read',
    'Microsoft.Web/sites/diagnostics/analyses/read',
    'Microsoft.Web/sites/diagnostics/analyses/execute/action',
  ],
  lostByRestart: false,
  holds: 'facts',
  taken: 'on-request',
  through: 'arm',
  async collect(azure, { app, window }, signal) {
    const all = await listAnalyses(azure, `${app.id}/diagnostics`, signal)
    const asked = all.slice(0, mostAnalyses)
    const found = await fetchEach(asked, ({ path }) => execute(azure, path, { window, signal }))
    return textFile('analyses.txt', [
      app.id,
      // The analyses lag as the detectors do.
      Object.values(detectorQuery(window)).join(' to '),
      ...(all.length === 0 ? ['', 'No analyses.'] : []),
      ...asked.flatMap((one, index) => ['', `== ${one.name}: ${one.description}`, ...linesOf(found[index] ?? [])]),
      ...(all.length > asked.length ? ['', `(${all.length - asked.length} more analyses not asked)`] : []),
    ])
  },
}

interface Analysis {
  readonly name: string
  readonly path: string
  readonly description: string
}

async function listAnalyses(azure: ReadingAzure, path: string, signal: AbortSignal): Promise<readonly Analysis[]> {
  const { items: categories } = await listResources(azure, { path, signal }, listed)
  const found = await fetchEach(categories, async ({ name }) => {
    const of = `${path}/${ownNameOf(name)}/analyses`
    const { items } = await listResources(azure, { path: of, signal }, listed)
    return items.map((one) => ({
      name: `${ownNameOf(name)}/${ownNameOf(one.name)}`,
      path: `${of}/${ownNameOf(one.name)}`,
      description: one.properties?.description ?? '',
    }))
  })
  return found.flatMap((one) => ('failed' in one ? [] : one))
}

async function execute(
  azure: ReadingAzure,
  path: string,
  { window, signal }: { readonly window: TimeWindow; readonly signal: AbortSignal },
): Promise<readonly Period[]> {
  const query = versionedQuery(path, detectorQuery(window))
  const { body } = await azure.download(`${path}/execute`, query, { signal, method: 'POST' })
  const { properties } = parseAnswer(await readJsonStream(body, largestInBytes), analysis, path)
  return properties?.abnormalTimePeriods ?? []
}

const linesOf = (periods: readonly Period[] | FailedPart): readonly string[] => {
  if ('failed' in periods) return [`not available: ${periods.failed}`]
  if (periods.length === 0) return ['nothing abnormal']
  return periods.flatMap((one) => [
    `abnormal from ${one.startTime ?? '?'} to ${one.endTime ?? '?'}`,
    ...(one.events ?? []).map(
      ({ type, source, message }) => `  ${type ?? 'Other'}, ${source ?? '?'}: ${message ?? ''}`,
    ),
    ...[...(one.solutions ?? []), ...(one.events ?? []).flatMap(({ solutions }) => solutions ?? [])].map(
      ({ displayName, description }) => `  Azure suggests: ${[displayName, description].filter(Boolean).join(': ')}`,
    ),
  ])
}

/** A stream as JSON; `undefined`, which no shape fits, for what is none. More than the limit is not read. */
async function readJsonStream(body: AsyncIterable<Uint8Array>, limitInBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > limitInBytes) throw tooLargeError(limitInBytes)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}

const tooLargeError = (limitInBytes: number): AzureError =>
  new AzureError('unavailable', `An answer of more than ${limitInBytes} bytes`, {
    phrase: messageOf('azure.unexpected'),
  })
