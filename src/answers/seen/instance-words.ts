import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import type { SeenInstance } from './seen-instances.ts'

/** An instance with all its figures, in one line. */
export const instanceFigureLine = (one: SeenInstance, { openedAt }: Incident, say: Translate): string => {
  const { failing, seconds, cpu, memory, state, startedAt } = one
  const said = [
    failing === undefined
      ? []
      : [messageOf('answer.which-instance.failing', { share: say.number(100 * failing, 'percent') })],
    seconds === undefined ? [] : [messageOf('answer.which-instance.seconds', { took: say.number(seconds, 'seconds') })],
    cpu === undefined ? [] : [messageOf('answer.which-instance.cpu', { share: say.number(cpu, 'percent') })],
    memory === undefined ? [] : [messageOf('answer.which-instance.memory', { share: say.number(memory, 'percent') })],
    startedAt === undefined ? [] : [messageOf('card.instance.started', { when: startText(startedAt, openedAt, say) })],
  ].flat()
  return `${one.name}: ${[...stateWords(state, say), ...said.map(say)].join(' · ')}`
}

/** Azure's words for how an instance is, that everybody should understand. */
const knownStates: ReadonlySet<string> = new Set(['ready', 'started', 'starting', 'updating', 'stopped', 'blocked'])

/** None or one. Azure lists healthy instances as UNKNOWN, too: that word would only alarm. */
const stateWords = (state: string | undefined, say: Translate): readonly string[] => {
  const word = (state ?? '').toLowerCase()
  if (word === '' || word === 'unknown') return []
  return [knownStates.has(word) ? say(messageOf('answer.which-instance.state', { state: word })) : (state ?? '')]
}

const halfADayInMs = 12 * 3_600_000

/** With its date where the hour alone could be mistaken for today's. */
export const startText = (at: number, openedAt: number, say: Translate): string =>
  openedAt - at < halfADayInMs ? say.time(at) : say.dateTime(at)
