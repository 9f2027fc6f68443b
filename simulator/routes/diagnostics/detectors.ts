import { siteIdOf } from '../../estate/estate-ids.ts'
import { armError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, sitePath } from '../../http/arm-route.ts'
import { findSite, isSameArmName } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import type { SimulatedDetector } from './detector-figures.ts'
import { detectorPeriodIn } from './diagnostic-period.ts'
import { simulatedDetectors } from './simulated-detectors.ts'

const pageSize = 5
const read = 'Microsoft.Web/sites/detectors/read'

/** App Service diagnostics: what the physics show, in the words of its detectors. */
export const detectorsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/detectors`,
    action: read,
    answer: (call) => {
      const app = findSite(call)
      return okAnswer(
        paginateItems(
          call,
          detectorsFor(app).map((detector) => resource(app, detector, [], undefined)),
          pageSize,
        ),
      )
    },
  },
  {
    method: 'get',
    path: `${sitePath}/detectors/:detector`,
    action: read,
    answer: (call) => {
      const app = findSite(call)
      const detector = detectorsFor(app).find(({ id }) => isSameArmName(id, call.params.detector ?? ''))
      if (detector === undefined) throw armError(404, 'NotFound', `Detector ${call.params.detector} was not found.`)
      const { tables, status } = detector.examine({ world: call.world, app, ...detectorPeriodIn(call, app) })
      return okAnswer(resource(app, detector, tables, status))
    },
  },
]

function detectorsFor({ plan }: AppState): readonly SimulatedDetector[] {
  return simulatedDetectors.filter(({ os }) => os === undefined || os === plan.spec.os)
}

function resource(app: AppState, detector: SimulatedDetector, dataset: readonly unknown[], status: unknown) {
  return {
    id: `${siteIdOf(app.spec)}/detectors/${detector.id}`,
    name: detector.id,
    type: 'Microsoft.Web/sites/detectors',
    location: 'West Europe',
    properties: {
      metadata: {
        id: detector.id,
        name: detector.name,
        description: detector.description,
        author: '',
        category: detector.category,
        supportTopicList: [],
        analysisType: detector.analyses.join(','),
        analysisTypes: detector.analyses.length === 0 ? null : detector.analyses,
        type: detector.type ?? 'Detector',
        score: 0,
      },
      dataset,
      ...(status !== undefined && { status }),
      dataProvidersMetadata: [],
      suggestedUtterances: null,
    },
  }
}
