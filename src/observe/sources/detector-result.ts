import { z } from 'zod'
import { nullableText } from '../../azure/answer-fields.ts'

/** Numbers or names, as the stamp pleases. */
const idOrName = z.union([z.number(), z.string()]).nullish()
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null)
export type DetectorCell = z.infer<typeof cell>
const metadata = z
  .object({
    name: nullableText,
    category: nullableText,
    /** `appDownAnalysis,perfAnalysis`, and the same as a list. */
    analysisType: nullableText,
    analysisTypes: z.array(z.string()).nullish(),
  })
  .nullish()

export const listedDetectorShape = z.object({ name: z.string(), properties: z.object({ metadata }).nullish() })
export type ListedDetector = z.infer<typeof listedDetectorShape>

export const detectorShape = z.object({
  properties: z.object({
    metadata,
    status: z.object({ statusId: idOrName, message: nullableText }).nullish(),
    dataset: z
      .array(
        z.object({
          table: z
            .object({
              columns: z.array(z.object({ columnName: nullableText })).nullish(),
              rows: z.array(z.array(cell)).nullish(),
            })
            .nullish(),
          renderingProperties: z
            .object({ type: idOrName, title: nullableText, detectorIds: z.array(z.string()).nullish() })
            .nullish(),
        }),
      )
      .nullish(),
  }),
})
export type DetectorResult = z.infer<typeof detectorShape>['properties']

const statuses = ['critical', 'warning', 'info', 'success', 'none'] as const
export type DetectorStatus = (typeof statuses)[number]

/** `0`, `"0"` and `"Critical"` all mean critical; what says nothing means none. */
function detectorStatusOf(statusId: number | string | null | undefined): DetectorStatus {
  const name = String(statusId ?? '').toLowerCase()
  return statuses[/^\d$/.test(name) ? Number(name) : -1] ?? statuses.find((status) => status === name) ?? 'none'
}

export interface DetectorConclusion {
  readonly status: DetectorStatus
  readonly message: string
}

/** Rendering type 10 is `DetectorCollection`: an analysis names the detectors that conclude for it. */
export const detectorChildrenOf = ({ dataset }: DetectorResult): readonly string[] => [
  ...new Set(
    (dataset ?? []).flatMap(({ renderingProperties: shown }) =>
      /^(10|detectorcollection)$/i.test(String(shown?.type ?? '')) ? (shown?.detectorIds ?? []) : [],
    ),
  ),
]

/** What the detector concluded: its own words, else those of its gravest insight. */
export function detectorConclusionOf(detector: DetectorResult): DetectorConclusion {
  const insights = (detector.dataset ?? [])
    .flatMap(insightsIn)
    .sort((left, right) => severityRankOf(left) - severityRankOf(right))
  const [gravest] = insights
  const own = detectorStatusOf(detector.status?.statusId)
  const status = own === 'none' && gravest !== undefined ? gravest.status : own
  return { status, message: detector.status?.message || gravest?.message || '' }
}

/** The gravest first. */
export const severityRankOf = ({ status }: { readonly status: DetectorStatus }): number => statuses.indexOf(status)

/** Rendering type 7 is `Insights`: a row has a status and a message. */
function insightsIn({ table, renderingProperties }: NonNullable<DetectorResult['dataset']>[number]) {
  if (!/^(7|insights)$/i.test(String(renderingProperties?.type ?? ''))) return []
  const names = (table?.columns ?? []).map(({ columnName }) => columnName?.toLowerCase())
  const [status, message] = [names.indexOf('status'), names.indexOf('message')]
  if (status < 0 || message < 0) return []
  return (table?.rows ?? []).map((row) => ({
    status: detectorStatusOf(typeof row[status] === 'boolean' ? null : row[status]),
    message: String(row[message] ?? ''),
  }))
}
