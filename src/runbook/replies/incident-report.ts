import { showReport } from '../show-report.ts'
import type { Reply } from './types.ts'

/** "report INC-3": its first page, and the way to the whole; a paragraph to pass on is the answer "summary". */
export const incidentReportReply: Reply = {
  id: 'incident-report',
  about: 'any',
  answer: ({ message, incident }, context) => showReport({ input: message, incident }, context),
}
