import type { ChatMessage } from '../../chat/types.ts'
import type { Language } from '../../i18n/types.ts'
import type { Right } from '../../incident/approval/policy.ts'
import type { Incident } from '../../incident/incident.ts'
import type { ParsedMessage } from '../../understand/types.ts'
import type { MatchedUtterance, UtterancePattern } from '../../understand/utterance-matcher.ts'
import type { InputContext } from '../input-context.ts'

/**
 * One thing that people say to the bot beside reports, requests and decisions: its words in every language and its
 * answer. A new one is a file here, a line in `index.ts` and its strings in `talk.json`.
 */
export type UtteranceReply = UtterancePattern &
  (StandaloneReply | IncidentReply) & {
    /** In every language that is spoken, and in others that are only understood. */
    readonly phrases: Readonly<Record<Language, string>>
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
  readonly utterance: MatchedUtterance
}

export interface IncidentReplyRequest extends ReplyRequest {
  readonly incident: Incident
}
