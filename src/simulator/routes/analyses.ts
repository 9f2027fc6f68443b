import { siteIdOf } from '../estate/ids.ts'
import { armError } from '../http/arm-error.ts'
import { same, siteOf } from '../http/find.ts'
import { type Call, ok, type Route, sitePath } from '../http/route.ts'
import type { AppState } from '../physics/world.ts'
import { abnormalPeriods } from './abnormal-periods.ts'

interface Analysis {
  readonly category: string
  readonly id: string
  readonly description: string
  /** Of the app, by the minute: more than this is abnormal. */
  readonly abnormal: { readonly metric: string; readonly share?: string; readonly limit: number }
}

const categories: Readonly<Record<string, string>> = {
  availability: 'Availability and Performance Diagnostics',
}

const all: readonly Analysis[] = [
  {
    category: 'availability',
    id: 'appAnalysis',
    description: 'Availability report: when requests failed, and what happened at that time.',
    abnormal: { metric: 'Http5xx', share: 'Requests', limit: 0.05 },
  },
  {
    category: 'availability',
    id: 'perfAnalysis',
    description: 'Performance report: when requests were slow, and what happened at that time.',
    abnormal: { metric: 'HttpResponseTime', limit: 2 },
  },
]

const base = `${sitePath}/diagnostics`
const category = `${base}/:category`
const analysis = `${category}/analyses/:analysis`

/** App Service's older analyses, which look through a period when they are told to. */
export const analyses: readonly Route[] = [
  {
    method: 'get',
    path: base,
    action: 'Microsoft.Web/sites/diagnostics/read',
    answer: (call) => {
      const app = siteOf(call)
      return listed(Object.entries(categories).map(([id, description]) => categoryBody(app, id, description)))
    },
  },
  {
    method: 'get',
    path: category,
    action: 'Microsoft.Web/sites/diagnostics/read',
    answer: (call) => ok(categoryBody(siteOf(call), ...categoryOf(call))),
  },
  {
    method: 'get',
    path: `${category}/analyses`,
    action: 'Microsoft.Web/sites/diagnostics/analyses/read',
    answer: (call) => {
      const [app, [id]] = [siteOf(call), categoryOf(call)]
      return listed(all.filter((one) => one.category === id).map((one) => analysisBody(app, one)))
    },
  },
  {
    method: 'get',
    path: analysis,
    action: 'Microsoft.Web/sites/diagnostics/analyses/read',
    answer: (call) => ok(analysisBody(siteOf(call), analysisOf(call))),
  },
  {
    method: 'post',
    path: `${analysis}/execute`,
    action: 'Microsoft.Web/sites/diagnostics/analyses/execute/Action',
    answer: (call) => {
      const [app, found, period] = [siteOf(call), analysisOf(call), periodIn(call)]
      const abnormalTimePeriods = abnormalPeriods({ world: call.world, app, ...period }, found.abnormal)
      const properties = {
        startTime: new Date(period.from).toISOString(),
        endTime: new Date(period.to).toISOString(),
        abnormalTimePeriods,
        payload: [],
        nonCorrelatedDetectors: [],
      }
      return ok({ ...analysisBody(app, found), properties })
    },
  },
]

const listed = (value: readonly object[]) => ok({ value, nextLink: null })

function categoryOf({ params }: Call): readonly [string, string] {
  const found = Object.entries(categories).find(([id]) => same(id, params.category ?? ''))
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Diagnostic category ${params.category} was not found.`)
}

function analysisOf(call: Call): Analysis {
  const [id] = categoryOf(call)
  const found = all.find((one) => one.category === id && same(one.id, call.params.analysis ?? ''))
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Analysis ${call.params.analysis} was not found.`)
}

function categoryBody({ spec }: AppState, id: string, description: string) {
  const type = 'Microsoft.Web/sites/diagnostics'
  return { id: `${siteIdOf(spec)}/diagnostics/${id}`, name: id, type, properties: { description } }
}

function analysisBody({ spec }: AppState, { category: of, id, description }: Analysis) {
  const type = 'Microsoft.Web/sites/diagnostics/analyses'
  return { id: `${siteIdOf(spec)}/diagnostics/${of}/analyses/${id}`, name: id, type, properties: { description } }
}

function periodIn({ query, now, world }: Call): { readonly from: number; readonly to: number } {
  const to = query.endTime === undefined ? now : Date.parse(query.endTime)
  const from = query.startTime === undefined ? to - 24 * 60 * 60_000 : Date.parse(query.startTime)
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to) {
    throw armError(400, 'BadRequest', 'The time range is invalid.')
  }
  return { from: Math.max(from, world.from), to: Math.min(to, now) }
}
