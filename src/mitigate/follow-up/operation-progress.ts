import { z } from 'zod'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { StepProgress } from '../types.ts'

const body = z.object({
  status: z.string().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})

/**
 * Asks a long-running operation how far it has come: by `Azure-AsyncOperation` the body says it, by `Location` the
 * HTTP status does. `undefined` where Azure has forgotten the operation.
 */
export const readOperationProgress = async (azure: ReadingAzure, url: string): Promise<StepProgress | undefined> => {
  try {
    const answer = await azure.arm.pathUnchecked(url).get()
    const { status, error } = body.safeParse(answer.body).data ?? {}
    if (status) return fromStatus(status, error)
    return { is: answer.status === '202' ? 'running' : 'done' }
  } catch (error) {
    if (error instanceof AzureError && (error.kind === 'not-found' || error.status === 410)) return undefined
    throw error
  }
}

const fromStatus = (status: string, error: z.infer<typeof body>['error']): StepProgress => {
  switch (status.toLowerCase()) {
    case 'succeeded':
      return { is: 'done' }
    case 'failed':
    case 'canceled':
    case 'cancelled':
      return {
        is: 'failed',
        why: messageOf('step.failed.azure', { code: error?.code ?? status, message: error?.message ?? '' }),
      }
    default:
      return { is: 'running' }
  }
}
