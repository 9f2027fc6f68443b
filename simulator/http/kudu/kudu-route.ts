import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import { ArmError } from '../arm-error.ts'
import type { RouteAnswer, RouteCall } from '../arm-route.ts'
import type { SimulatorState } from '../simulator-state.ts'

/** One operation of Kudu. */
export interface KuduRoute {
  readonly method: 'get' | 'post'
  /** Express path. */
  readonly path: string
  answer(call: KuduCall): RouteAnswer
}

export interface KuduCall extends RouteCall {
  readonly app: AppState
  /** On the instance that Kudu runs on: the one of the `ARRAffinity` cookie, else the first that stands. */
  readonly process: SimulatedProcess
  readonly state: SimulatorState
}

/** As Kudu says it. */
export function kuduError(status: number, message: string): ArmError {
  return new ArmError(status, { Message: message })
}
