import type { Message } from '../../chat/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Kind, Listened } from '../../language/listen.ts'
import type { Heard } from '../../language/types.ts'
import type { Acts } from '../acts.ts'
import type { Desk } from '../desk.ts'
import type { Finder } from '../focus.ts'
import type { Hush } from '../hush.ts'
import type { Reactor } from '../react.ts'
import type { Parts } from '../types.ts'

/**
 * One thing that people say to the bot beside reports, requests and decisions: its words in every language and its
 * answer. A new one is a file here, a line in `index.ts` and its strings in `talk.json`.
 */
export type Utterance = Kind &
  (AboutNothing | AboutIncident) & {
    /** People say it to each other too: in a thread it is answered only where the bot is mentioned. */
    readonly amongPeople?: true
  }

interface AboutNothing {
  readonly about: 'nothing'
  /** Ends in an answer, a question or a refusal in words (L6). */
  answer(turn: Turn, tools: TalkTools): Promise<void>
}

interface AboutIncident {
  /** An open incident, or one that may be closed already. Which one is found, or asked for, before. */
  readonly about: 'open' | 'any'
  answer(turn: TurnAbout, tools: TalkTools): Promise<void>
}

export interface Turn {
  readonly message: Message
  readonly heard: Heard
  readonly listened: Listened
}

export interface TurnAbout extends Turn {
  readonly incident: Incident
}

export interface TalkTools {
  readonly parts: Parts
  readonly reactor: Reactor
  readonly desk: Desk
  readonly acts: Acts
  readonly finder: Finder
  readonly hush: Hush
}
