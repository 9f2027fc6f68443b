import { AzureError } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'

/** Azure answered, and there was nothing in it where there must be something: never to be taken for "all is well". */
export const emptyAnswerError = (source: string): AzureError =>
  new AzureError('rejected', `An empty answer from ${source}`, { phrase: messageOf('probe.empty', { source }) })
