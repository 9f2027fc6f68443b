import type { ApplyResult } from '../types.ts'

interface Answer {
  readonly headers: { get(name: string): string | undefined }
}

/** Listens for the headers by which a write can be followed: pass `onResponse` to the SDK, read `applied` after. */
export const captureOperationHeaders = (): { onResponse: (answer: Answer) => void; applied: () => ApplyResult } => {
  let result: ApplyResult = {}
  return {
    onResponse: ({ headers }) => {
      const operation = headers.get('azure-asyncoperation') ?? headers.get('location')
      const correlationId = headers.get('x-ms-correlation-request-id')
      result = {
        ...(operation === undefined ? {} : { operation }),
        ...(correlationId === undefined ? {} : { correlationId }),
      }
    },
    applied: () => result,
  }
}
