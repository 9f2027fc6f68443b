export type Who = 'ada' | 'bram'

/** What people see: a message, or words for one of them alone. */
export interface Shown {
  readonly id: string
  readonly thread: string
  readonly isWhisper: boolean
  readonly whole: string
}

/** What a platform answered, or nothing where the connection broke. */
export interface Answer {
  readonly isTaken: boolean
  /** Words that whoever clicked sees at once. */
  readonly words: string
}

/** One platform: its servers, and its people. They outlive the bot. */
export interface ChatSide {
  readonly platform: 'web' | 'slack' | 'teams'
  /** What the bot is made with. */
  readonly options: object
  readonly env: NodeJS.ProcessEnv
  /** What a policy calls somebody: its key and how the platform names them. */
  identityOf(who: Who): object
  /** A bot was started, and is reached there. */
  connect(door: string): Promise<void>
  says(who: Who, text: string, thread?: string): Promise<Answer>
  /** Presses what stands on a message. */
  presses(who: Who, verb: string, on: Shown): Promise<Answer>
  shown(): Promise<readonly Shown[]>
  /** Called when the bot next sends something. */
  onSending(tell: () => void): void
  /** From now on what the bot sends is hung up on, or refused; as usual where nothing is given. */
  trouble(kind?: 'hangs' | 'limits' | 'fails'): void
  stop(): Promise<void>
}

/** Found in a card, wherever it stands. */
interface Button {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}

export const buttonOn = ({ whole }: Pick<Shown, 'whole'>, verb: string): Button | undefined => {
  let found: Button | undefined
  JSON.parse(whole, (_key, node: Partial<Button> & { readonly action_id?: string; readonly value?: string }) => {
    if (node?.verb === verb && node.data !== undefined) found = { verb, data: node.data }
    if (node?.action_id?.startsWith(`${verb}#`)) found = { verb, data: { token: node.value } }
    return node
  })
  return found
}

export const lost: Answer = { isTaken: false, words: '' }

export const post = async (url: string, init: RequestInit): Promise<Answer> => {
  try {
    const response = await fetch(url, { method: 'POST', ...init })
    return { isTaken: response.status < 300, words: await response.text() }
  } catch {
    return lost
  }
}
