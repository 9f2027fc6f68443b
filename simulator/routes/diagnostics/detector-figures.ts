import { planIdOf, siteIdOf } from '../../estate/estate-ids.ts'
import { metricStatBetween, type StatQuery } from '../../physics/metric-store.ts'
import type { MetricStat } from '../../physics/minute-series.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { floorTo, minuteInMs, type SimulatedPeriod } from '../../physics/simulated-time.ts'
import type { SimulatedWorld } from '../../physics/simulated-world.ts'

export interface DetectorInput extends SimulatedPeriod {
  readonly world: SimulatedWorld
  readonly app: AppState
}

export interface SimulatedDetector {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Most of Azure's have none. */
  readonly category: string | null
  /** What somebody wants to have analysed, to whom it is of use. */
  readonly analyses: readonly ('appDownAnalysis' | 'perfAnalysis')[]
  /** An analysis gathers what detectors concluded. */
  readonly type?: 'Analysis'
  /** Both where absent. */
  readonly os?: 'windows' | 'linux'
  examine(input: DetectorInput): { tables: readonly unknown[]; status: SimulatedDetectorStatus }
}

/** 0 critical, 1 warning, 2 info, 3 success, 4 none: as a number or in words. Azure's detectors do both. */
export interface SimulatedDetectorStatus {
  readonly message: string | null
  readonly statusId: string | number
}

/** The newest quarter of an hour decides the status. */
export const latestWindowInMs = 15 * minuteInMs
const grainInMs = 5 * minuteInMs

export function toDetectorStatus(message: string, statusId: string | number): SimulatedDetectorStatus {
  return { message, statusId }
}

function column(columnName: string, dataType: string) {
  return { columnName, dataType, columnType: null }
}

/** Rows as they are; 1 is a time series, 2 a table. */
export function rowsTable(title: string, columns: readonly (readonly [string, string])[], rows: readonly unknown[][]) {
  return {
    table: { tableName: title, columns: columns.map(([name, type]) => column(name, type)), rows },
    renderingProperties: { type: 2, title, description: '' },
  }
}

/** An analysis concludes nothing itself: 10 names the detectors that do. */
export function childrenTable(detectorIds: readonly string[]) {
  return {
    table: { tableName: '', columns: [], rows: [] },
    renderingProperties: { type: 10, title: null, description: null, isVisible: true, detectorIds },
  }
}

export const noConclusion: SimulatedDetectorStatus = { message: null, statusId: 4 }

/** A column a metric of the app, a row five minutes. */
export function seriesTable(
  input: DetectorInput,
  metrics: readonly string[],
  how: 'sum' | 'average',
  [title, type]: readonly [string, string | number],
) {
  const resource = siteIdOf(input.app.spec)
  const rows = grainsIn(input).map((start) => {
    const values = metrics.map((metric) => {
      const stat = metricStatOf(input.world, { resource, metric, from: start, to: start + grainInMs })
      return String(how === 'sum' ? Math.round(stat.sum) : Math.round(100 * meanOfStat(stat)) / 100)
    })
    return [new Date(start).toISOString(), ...values]
  })
  const columns = [column('PreciseTimeStamp', 'DateTime'), ...metrics.map((metric) => column(metric, 'Int64'))]
  return { table: { tableName: 'Table_0', columns, rows }, renderingProperties: { type, title, description: '' } }
}

/** A row an instance, with a metric of the plan. */
export function machinesTable(input: DetectorInput, metric: string) {
  const resource = planIdOf(input.app.plan.spec.name)
  const rows = input.app.processes.map(({ worker }) => {
    const stat = metricStatOf(input.world, { resource, metric, machine: worker.machine, ...input })
    return [worker.machine, String(Math.round(meanOfStat(stat))), String(Math.round(stat.maximum))]
  })
  return rowsTable(
    metric,
    [
      ['Instance', 'String'],
      ['Average', 'Int64'],
      ['Maximum', 'Int64'],
    ],
    rows,
  )
}

function grainsIn({ from, to }: SimulatedPeriod): readonly number[] {
  const first = floorTo(from, grainInMs)
  return Array.from(
    { length: Math.max(0, Math.ceil((to - first) / grainInMs)) },
    (_, index) => first + index * grainInMs,
  )
}

/** Of the app in the newest quarter of an hour. */
export function latestStatOf({ world, app, to }: DetectorInput, metric: string): MetricStat {
  return metricStatOf(world, { resource: siteIdOf(app.spec), metric, from: to - latestWindowInMs, to })
}

/** Of the app in all the time before that. */
export function earlierStatOf({ world, app, from, to }: DetectorInput, metric: string): MetricStat {
  return metricStatOf(world, { resource: siteIdOf(app.spec), metric, from, to: to - latestWindowInMs })
}

/** The instance where a metric of the plan is highest in the newest quarter of an hour. */
export function worstMachine({ world, app, to }: DetectorInput, metric: string): { machine: string; value: number } {
  const resource = planIdOf(app.plan.spec.name)
  const values = app.processes.map(({ worker: { machine } }) => {
    const value = meanOfStat(metricStatOf(world, { resource, metric, machine, from: to - latestWindowInMs, to }))
    return { machine, value }
  })
  return values.reduce((worst, next) => (next.value > worst.value ? next : worst), { machine: '', value: 0 })
}

export function meanOfStat({ sum, count }: MetricStat): number {
  return count === 0 ? 0 : sum / count
}

export function metricStatOf(world: SimulatedWorld, query: StatQuery): MetricStat {
  return metricStatBetween(world.metrics, query)
}
