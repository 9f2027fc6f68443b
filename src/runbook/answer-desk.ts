import { answers } from '../answers/index.ts'
import type { Answer, AnswerSources, AppAnswer, DraftAnswer, Question } from '../answers/types.ts'
import type { ChatMessage } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Instant } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { answerView } from '../views/answer-view.ts'
import { createAnswerSources } from './answer-sources.ts'
import type { IncidentMatch } from './incident-finder.ts'
import type { InputContext } from './input-context.ts'

export interface AnswerDesk {
  /** Answers what is one of the questions; false where it is none of them. */
  answer(message: ChatMessage, parsed: ParsedMessage): Promise<boolean>
}

interface Told {
  readonly draft: DraftAnswer
  readonly now: Instant
}

/** Questions are answered in words, from what was seen, and never open an incident. */
export const createAnswerDesk = (context: InputContext): AnswerDesk => {
  const { choices, finder, followUps, commands, responder, dependencies } = context

  const tell = async (message: ChatMessage, { id }: Answer, { draft, now }: Told): Promise<void> =>
    responder.answer(message, id, (say) => answerView(draft(say), say, now))

  const incidentFor = async (message: ChatMessage, parsed: ParsedMessage, which: 'open' | 'any') => {
    const focus = await finder.about(message, parsed, which)
    if (focus.is !== 'one') return focus
    finder.remember(message, focus.incident)
    return focus
  }

  /** The app that is named, else the incident's; `undefined` where it had to be asked for. */
  const appFor = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    incident: Incident | undefined,
  ): Promise<AppRef | undefined> => {
    const app = parsed.apps.length > 0 ? await commands.appOf(message, parsed, 'read') : incident?.app
    if (app !== undefined && 'id' in app) return (await commands.checkRight(message, 'read', app)) ? app : undefined
    await choices.askWhichApp(message, parsed, app?.candidates)
    return undefined
  }

  /** No app is named, and several incidents are open: how all of them are, else which one is meant. */
  const answerOfSeveral = async (
    message: ChatMessage,
    { member, question, incidents }: { member: AppAnswer; question: Question; incidents: readonly Incident[] },
  ): Promise<void> => {
    const all = answers.find(({ id }) => id === member.ofSeveral)
    if (all?.about !== 'nothing') return choices.askWhichIncident(message, incidents)
    const draft = await all.answer(question, createAnswerSources(message, context))
    await tell(message, all, { draft, now: question.now })
  }

  return {
    answer: async (message, { apps, ...rest }) => {
      const member = answers.find(({ id }) => id === rest.meaning)
      if (member === undefined) return false
      followUps.remember(message, { ...rest, apps })
      const isNoApp = member.about === 'app' ? member.isNoApp : undefined
      const parsed: ParsedMessage = { ...rest, apps: apps.filter((name) => !isNoApp?.(name)) }
      if (member.needs !== undefined && !(await commands.checkRight(message, member.needs))) return true
      const question: Question = { parsed, text: message.text, asker: message.person, now: dependencies.clock.now() }
      const { now } = question
      const sources: AnswerSources = createAnswerSources(message, context)
      const focus = await incidentFor(message, parsed, member.about === 'open' ? 'open' : 'any')
      const incident = focus.is === 'one' ? focus.incident : longestOpenOf(parsed, focus)
      if (member.about === 'nothing') {
        await tell(message, member, { draft: await member.answer({ ...question, incident }, sources), now })
        return true
      }
      if (member.about === 'app') {
        if (focus.is === 'several' && parsed.apps.length === 0) {
          await answerOfSeveral(message, { member, question, incidents: focus.incidents })
          return true
        }
        const app = await appFor(message, parsed, incident)
        if (app === undefined) return true
        const same = incident?.app?.id === app.id ? incident : undefined
        await tell(message, member, { draft: await member.answer({ ...question, app, incident: same }, sources), now })
        return true
      }
      if (focus.is === 'several') await choices.askWhichIncident(message, focus.incidents)
      else if (incident === undefined)
        await responder.notice(message, parsed.apps.length > 0 ? 'talk.no-incident-of-app' : 'talk.no-incident')
      else await tell(message, member, { draft: await member.answer({ ...question, incident }, sources), now })
      return true
    },
  }
}

/** Several are open for the one app that is named: whoever asks how it is hears of the one that began first. */
const longestOpenOf = ({ apps }: ParsedMessage, focus: IncidentMatch): Incident | undefined =>
  focus.is === 'several' && apps.length > 0 ? focus.incidents.at(-1) : undefined
