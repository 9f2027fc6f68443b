import { AzureError } from '../../azure/types.ts'
import { phrase } from '../../incident/phrase.ts'

/** Azure answered, and there was nothing in it where there must be something: never to be taken for "all is well". */
export const nothingIn = (source: string): AzureError =>
  new AzureError('rejected', `An empty answer from ${source}`, { phrase: phrase('probe.empty', { source }) })
