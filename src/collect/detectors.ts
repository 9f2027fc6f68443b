import { ownNameOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import { chooseDetectors, detectorLagInMs } from '../observe/sources/choose-detectors.ts'
import {
  type DetectorCell,
  type DetectorResult,
  type DetectorStatus,
  listedDetectorShape,
  severityRankOf,
} from '../observe/sources/detector-result.ts'
import { type FailedPart, fetchEach } from '../observe/sources/fetch-each.ts'
import { createDetectorReader, type ReadDetector } from '../observe/sources/read-detector.ts'
import { redactText } from '../redaction/redact-text.ts'
import { jsonFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

/** Some thirty are about failing and slowness; a bound on a list without end. */
const mostDetectors = 40
const mostTables = 10
const mostRows = 20
const longestCellInChars = 500

/** App Service's own diagnosis: each detector that is about failing or being slow, with what it concluded. */
export const detectorsCollector: Collector = {
  id: 'detectors',
  spokenAs: 'detector*, app service diagnostics, diagnostics report, diagnose rapport, app service diagnose',
  deadlineInMs: 90_000,
  needs: ['Microsoft.Web/sites/detectors/read'],
  lostByRestart: false,
  holds: 'facts',
  taken: 'by-itself',
  through: 'arm',
  async collect(azure, { app, window }, signal) {
    const path = `${app.id}/detectors`
    const { items } = await listResources(azure, { path, signal }, listedDetectorShape)
    const fitting = chooseDetectors(items).toSorted((left, right) => (left.name < right.name ? -1 : 1))
    const asked = fitting.slice(0, mostDetectors)
    const read = createDetectorReader(azure, { path, window })
    const found = await fetchEach(asked, async ({ name }) => summaryOf(await read(ownNameOf(name), signal)))
    return jsonFile('detectors.json', {
      app: app.id,
      // Detectors lag, and are asked for no later.
      from: new Date(window.from - detectorLagInMs).toISOString(),
      to: new Date(window.to - detectorLagInMs).toISOString(),
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

interface Summary {
  readonly title: string | null
  readonly category: string | null
  readonly status: DetectorStatus
  readonly message: string | null
  readonly tables: readonly object[]
}

const summaryOf = ({ detector, status, message }: ReadDetector): Summary => ({
  title: detector.metadata?.name ?? null,
  category: detector.metadata?.category ?? null,
  status,
  message: message || null,
  tables: (detector.dataset ?? []).slice(0, mostTables).flatMap(tableOf),
})

/** The last rows of a table are the latest. */
function tableOf({ table: data, renderingProperties }: NonNullable<DetectorResult['dataset']>[number]): object[] {
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

const clip = (value: DetectorCell): DetectorCell =>
  typeof value === 'string' && value.length > longestCellInChars
    ? // Redacted first: a secret cut in half is no longer known for one.
      `${redactText(value).slice(0, longestCellInChars)}…`
    : value
