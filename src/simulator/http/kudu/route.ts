import type { AppState, Process } from '../../physics/world.ts'
import { ArmError } from '../arm-error.ts'
import type { Answer, Call } from '../route.ts'
import type { State } from '../state.ts'

/** One operation of Kudu. */
export interface KuduRoute {
  readonly method: 'get' | 'post'
  /** Express path. */
  readonly path: string
  answer(call: KuduCall): Answer
}

export interface KuduCall extends Call {
  readonly app: AppState
  /** On the instance that Kudu runs on: the one of the `ARRAffinity` cookie, else the first that stands. */
  readonly process: Process
  readonly state: State
}

/** As Kudu says it. */
export function kuduError(status: number, message: string): ArmError {
  return new ArmError(status, { Message: message })
}
