import { lastRequestedStep } from './last-requested-step.ts'
import type { Reply } from './types.ts'

/** "same for contoso-api": what was last asked here, for another app. */
export const sameForReply: Reply = {
  id: 'same-for',
  about: 'nothing',
  answer: async ({ message, parsed }, context) => {
    const { choices, finder, commands } = context
    const focus = await finder.about(message, { ...parsed, apps: [] }, 'any')
    const app = await commands.appOf(message, parsed)
    if (app === undefined) return choices.askWhichApp(message, parsed)
    const before = focus.is === 'one' ? focus.incident : focus.is === 'several' ? focus.incidents[0] : undefined
    await commands.report(message, parsed, {
      symptom: before?.symptom ?? 'question',
      app,
      wanted: before === undefined ? undefined : lastRequestedStep(before),
    })
  },
}
