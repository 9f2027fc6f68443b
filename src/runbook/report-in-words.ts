import type { ChatMessage } from '../chat/types.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { askedPart } from './asked-part.ts'
import type { InputContext } from './input-context.ts'
import type { IntentRequest } from './intent-to-request.ts'
import type { IntentPart } from './split-intents.ts'

interface ReportInWords {
  /** Something is wrong, or a step is wanted: of a new incident, or of the one in whose place it is said. */
  report(message: ChatMessage, parsed: ParsedMessage, reported: IntentRequest): Promise<void>
  /** In an incident's thread people ask about it: which of the nearest questions is meant. */
  askAboutIt(message: ChatMessage, parsed: ParsedMessage): Promise<void>
}

/** `doWish` answers what turns out to be a question about the incident. */
export const createReportInWords = (
  { dependencies, commands, choices, finder }: InputContext,
  doWish: (wish: IntentPart) => Promise<void>,
): ReportInWords => {
  const report = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    { symptom, wanted }: IntentRequest,
  ): Promise<void> => {
    const app = await commands.appOf(message, parsed)
    const here = await finder.explicit(message, parsed)
    if (here !== undefined && here.closed === undefined) {
      // What is asked in an incident's thread is about it: a question reports nothing anew.
      if (parsed.isQuestion && here.app !== undefined && wanted === undefined) return askAboutIt(message, parsed)
      const asked =
        here.app === undefined || wanted !== undefined ? undefined : askedPart(message, parsed, dependencies)
      if (asked !== undefined) return doWish(asked)
      if (here.app === undefined && app !== undefined && 'id' in app)
        return commands.choose(message, here, { app, wanted })
      const same = here.app !== undefined && (app === undefined || ('id' in app && app.id === here.app.id))
      if (same) return commands.join(message, here, wanted)
    }
    if (app === undefined && wanted !== undefined) return changeHere(message, parsed, symptom, wanted)
    await commands.report(message, parsed, { symptom, app: app ?? (await commands.anyApp(message, '')), wanted })
  }

  const askAboutIt = (message: ChatMessage, parsed: ParsedMessage): Promise<void> =>
    choices.askWhatIsMeant(message, {
      ...parsed,
      likely: parsed.likely.filter((meaning) => !meaning.startsWith('report_')),
    })

  /** "restart it": the only incident that is open in the channel, or which one is meant; never a guess. */
  const changeHere = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    symptom: Symptom,
    wanted: StepRequest,
  ): Promise<void> => {
    const focus = await finder.about(message, parsed, 'open')
    if (focus.is === 'several') return choices.askWhichIncident(message, focus.incidents)
    if (focus.is === 'one')
      return focus.incident.app === undefined
        ? choices.askWhichApp(message, parsed, focus.incident.question?.candidates)
        : commands.request(message, focus.incident, wanted)
    await commands.report(message, parsed, { symptom, app: await commands.anyApp(message, ''), wanted })
  }

  return { report, askAboutIt }
}
