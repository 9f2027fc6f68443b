import { askWhichApp } from './ask-which-app.ts'
import { lastRequestedStep } from './last-requested-step.ts'
import type { UtteranceReply } from './types.ts'

/** "same for contoso-api": what was last asked here, for another app. */
export const sameForReply: UtteranceReply = {
  id: 'same-for',
  about: 'nothing',
  phrases: {
    en: 'same for/with/on @app, same thing/story/problem/issue? for/with/on @app, the same for/with @app, do the same for/with/to/on @app, also @app, and @app, @app too/also/aswell, @app as well, what about @app, how about @app, and for @app',
    nl: 'zelfde voor/met/bij/op @app, hetzelfde voor/met/bij/op @app, ook/idem voor/met/bij/op? @app, en @app, @app ook, doe hetzelfde voor/met/bij @app, en voor/bij/op @app ook?, en hoe zit het met @app, hoe zit het met @app',
  },
  answer: async (turn, context) => {
    const { message, parsed } = turn
    const { finder, commands } = context
    const focus = await finder.about(message, { ...parsed, apps: [] }, 'any')
    const app = await commands.appOf(message, parsed)
    if (app === undefined) return askWhichApp(turn, context)
    const before = focus.is === 'one' ? focus.incident : focus.is === 'several' ? focus.incidents[0] : undefined
    await commands.report(message, parsed, {
      symptom: before?.symptom ?? 'question',
      app,
      wanted: before === undefined ? undefined : lastRequestedStep(before),
    })
  },
}
