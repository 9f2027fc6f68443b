import { againReply } from './again.ts'
import { correctionReply } from './correction.ts'
import { evidenceFilesReply } from './evidence-files.ts'
import { extendReply } from './extend.ts'
import { handOverReply } from './hand-over.ts'
import { incidentReportReply } from './incident-report.ts'
import { okayReply } from './okay.ts'
import { otherSlotReply } from './other-slot.ts'
import { pickReply } from './pick.ts'
import { quietReply } from './quiet.ts'
import { requestStepReply } from './request_step.ts'
import { sameForReply } from './same-for.ts'
import { speakReply } from './speak.ts'
import { stopReply } from './stop.ts'
import { takeReply } from './take.ts'
import { thanksReply } from './thanks.ts'
import type { Reply } from './types.ts'
import { undoReply } from './undo.ts'

export const replies: readonly Reply[] = [
  againReply,
  correctionReply,
  evidenceFilesReply,
  extendReply,
  handOverReply,
  incidentReportReply,
  okayReply,
  otherSlotReply,
  pickReply,
  quietReply,
  requestStepReply,
  sameForReply,
  speakReply,
  stopReply,
  takeReply,
  thanksReply,
  undoReply,
]
