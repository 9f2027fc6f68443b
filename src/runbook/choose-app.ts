import type { ChatInput } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Right } from '../incident/approval/policy.ts'
import { isIncidentInChannel } from '../incident/decide/event-payloads.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { IncidentFinder } from './incident-finder.ts'
import { appChosenLine, joinedLine } from './incident-lines.ts'
import { observationRequestOf } from './observation-request.ts'
import type { Responder } from './responder.ts'
import type { RunbookDependencies } from './types.ts'

export interface ChosenApp {
  readonly app: AppRef
  /** A step that was asked for in the same breath. */
  readonly wanted?: StepRequest | undefined
}

interface ChooseAppParts {
  readonly dependencies: RunbookDependencies
  readonly responder: Responder
  readonly finder: IncidentFinder
  checkRight(input: ChatInput, right: Right, app: AppRef): Promise<boolean>
  joinIn(input: ChatInput, incident: Incident, text: string): Promise<Incident | undefined>
  request(input: ChatInput, incident: Incident, wanted: StepRequest): Promise<void>
}

/**
 * The app of an incident is settled, whichever way. Where another incident is open for that app, what was reported and
 * wished for goes there, and this one ends in it: two incidents of one app must not be open.
 */
export const createChooseApp = ({ dependencies, responder, finder, checkRight, joinIn, request }: ChooseAppParts) => {
  const chooseHere = async (input: ChatInput, incident: Incident, { app, wanted }: ChosenApp): Promise<void> => {
    const { person: by, place } = input
    const looking = observationRequestOf(dependencies, app)
    await responder.commit(
      input,
      incident.id,
      { type: 'ChooseApp', by, place, app: app.id, found: app, looking },
      // The card that was pressed shows it itself.
      input.kind === 'message' ? { line: appChosenLine } : {},
    )
    if (wanted !== undefined) await request(wishOf(input), { ...incident, app }, wanted)
  }

  /** What ends the incident comes last: taken up anew after a kill, the rest is done already, or done then. */
  const goOnIn = async (
    open: Incident,
    { input, incident, app, wanted }: ChosenApp & { readonly input: ChatInput; readonly incident: Incident },
  ): Promise<void> => {
    const joined = await joinIn(input, open, incident.text)
    if (wanted !== undefined) await request(wishOf(input), open, wanted)
    // Whoever settles the app wishes for nothing: the step stays the wish of whoever reported it.
    else if (incident.wanted !== undefined)
      await request({ ...wishOf(input), person: incident.by }, open, incident.wanted)
    const { person: by, place } = input
    const looking = observationRequestOf(dependencies, app)
    await responder.commit({ ...input, id: `${input.id}#ended` }, incident.id, {
      type: 'ChooseApp',
      by,
      place,
      app: app.id,
      found: app,
      into: open.id,
      looking,
    })
    if (joined !== undefined && isSpokenToBot(input)) await responder.answerInLine(input, joined, joinedLine)
  }

  return async (input: ChatInput, incident: Incident, chosen: ChosenApp): Promise<void> => {
    const { app } = chosen
    if (!(await checkRight(input, 'ask', app))) return
    const isAsking = incident.app === undefined && incident.closed === undefined
    const isHere = isAsking && isIncidentInChannel(incident, input.place)
    const open = isHere ? await finder.openFor(app, input) : undefined
    await (open === undefined ? chooseHere(input, incident, chosen) : goOnIn(open, { ...chosen, input, incident }))
  }
}

const wishOf = (input: ChatInput): ChatInput => ({ ...input, id: `${input.id}#wanted` })

/** An alert, and whoever spoke to others, waits for no answer. */
export const isSpokenToBot = (input: ChatInput): boolean => input.kind === 'click' || input.addressed
