import type { ChatMessage } from '../chat/types.ts'
import type { Collector } from '../collect/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { CommandOf } from '../incident/command.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { allowedCollectorIds, isCollectorForApp, requiredOptInOf } from './allowed-collectors.ts'
import { collectingLine, collectingNamedLine } from './incident-lines.ts'
import type { InputContext } from './input-context.ts'

/** Collects what is `named`, or where nothing is, all that the policy allows; `false` where there is no app to collect of. */
export const createCollectInWords = (context: InputContext) => {
  const { dependencies, responder, commands, choices, finder } = context

  const commandFor = (
    { person: by, place }: ChatMessage,
    app: AppRef,
    named: readonly Collector[],
  ): CommandOf<'Collect'> => {
    if (named.length === 0) {
      const collectors = allowedCollectorIds(dependencies.collectors, app, dependencies.policy())
      return { type: 'Collect', collectors, by, place }
    }
    // Commands take more than Kudu alone, and stand first.
    const [needs] = named.flatMap((one) => requiredOptInOf(one) ?? []).toSorted()
    const collectors = named.map(({ id }) => id)
    return { type: 'Collect', collectors, by, place, ...(needs === undefined ? {} : { needs }) }
  }

  return async (message: ChatMessage, parsed: ParsedMessage, named: readonly Collector[] = []): Promise<boolean> => {
    const focus = await finder.about(message, parsed, 'open')
    if (focus.is === 'several') await choices.askWhichIncident(message, focus.incidents)
    if (focus.is === 'several') return true
    if (focus.is === 'none' || focus.incident.app === undefined) return false
    const { app, id } = focus.incident
    if (!(await commands.checkRight(message, 'collect', app))) return true
    const fitting = named.filter((one) => isCollectorForApp(one, { app }))
    if (named.length > 0 && fitting.length === 0) {
      await responder.refuse(message, 'collect', { reason: 'no-collector' })
      return true
    }
    const line = fitting.length > 0 ? collectingNamedLine(fitting) : collectingLine
    await responder.commit(message, id, commandFor(message, app, fitting), { line })
    return true
  }
}
