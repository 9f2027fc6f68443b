import type { ChatMessage } from '../../chat/types.ts'
import type { Right } from '../../incident/approval/policy.ts'
import type { Incident } from '../../incident/incident.ts'
import type { ParsedMessage } from '../../understand/types.ts'
import type { InputContext } from '../input-context.ts'

/**
 * One thing that people say to the bot that sets something in motion, beside reports, requests and decisions. A new one
 * is a file here, a line in `index.ts`, its examples in `understand/examples/<id>` and its strings in `talk.json`.
 */
export type Reply = { readonly id: string } & (StandaloneReply | IncidentReply) & {
    /** People say it to each other too: in a thread it is answered only where the bot is mentioned. */
    readonly amongPeople?: true
    /** What it takes beside reading the incident that it is about; what it then asks for is judged by itself. */
    readonly needs?: Right
  }

interface StandaloneReply {
  readonly about: 'nothing'
  /** Ends in an answer, a question or a refusal in words (L6). */
  answer(turn: ReplyRequest, context: InputContext): Promise<void>
}

interface IncidentReply {
  /** An open incident, or one that may be closed already. Which one is found, or asked for, before. */
  readonly about: 'open' | 'any'
  answer(turn: IncidentReplyRequest, context: InputContext): Promise<void>
}

export interface ReplyRequest {
  readonly message: ChatMessage
  readonly parsed: ParsedMessage
}

export interface IncidentReplyRequest extends ReplyRequest {
  readonly incident: Incident
}
