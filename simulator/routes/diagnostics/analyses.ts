import { siteIdOf } from '../../estate/estate-ids.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findSite, isSameArmName } from '../../http/find-resource.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { abnormalPeriodsOf } from './abnormal-periods.ts'
import { diagnosticPeriodIn } from './diagnostic-period.ts'

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

const knownAnalyses: readonly Analysis[] = [
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
export const analysesRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: base,
    action: 'Microsoft.Web/sites/diagnostics/read',
    answer: (call) => {
      const app = findSite(call)
      return listed(Object.entries(categories).map(([id, description]) => categoryBody(app, id, description)))
    },
  },
  {
    method: 'get',
    path: category,
    action: 'Microsoft.Web/sites/diagnostics/read',
    answer: (call) => okAnswer(categoryBody(findSite(call), ...categoryOf(call))),
  },
  {
    method: 'get',
    path: `${category}/analyses`,
    action: 'Microsoft.Web/sites/diagnostics/analyses/read',
    answer: (call) => {
      const [app, [id]] = [findSite(call), categoryOf(call)]
      return listed(knownAnalyses.filter((one) => one.category === id).map((one) => analysisBody(app, one)))
    },
  },
  {
    method: 'get',
    path: analysis,
    action: 'Microsoft.Web/sites/diagnostics/analyses/read',
    answer: (call) => okAnswer(analysisBody(findSite(call), analysisOf(call))),
  },
  {
    method: 'post',
    path: `${analysis}/execute`,
    action: 'Microsoft.Web/sites/diagnostics/analyses/execute/Action',
    answer: (call) => {
      const app = findSite(call)
      const [found, period] = [analysisOf(call), diagnosticPeriodIn(call, app)]
      const abnormalTimePeriods = abnormalPeriodsOf({ world: call.world, app, ...period }, found.abnormal)
      const properties = {
        startTime: new Date(period.from).toISOString(),
        endTime: new Date(period.to).toISOString(),
        abnormalTimePeriods,
        payload: [],
        nonCorrelatedDetectors: [],
      }
      return okAnswer({ ...analysisBody(app, found), properties })
    },
  },
]

const listed = (value: readonly object[]) => okAnswer({ value, nextLink: null })

function categoryOf({ params }: RouteCall): readonly [string, string] {
  const found = Object.entries(categories).find(([id]) => isSameArmName(id, params.category ?? ''))
  if (found !== undefined) return found
  throw armError(404, 'NotFound', `Diagnostic category ${params.category} was not found.`)
}

function analysisOf(call: RouteCall): Analysis {
  const [id] = categoryOf(call)
  const found = knownAnalyses.find((one) => one.category === id && isSameArmName(one.id, call.params.analysis ?? ''))
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
