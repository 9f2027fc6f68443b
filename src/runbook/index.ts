import type { Alert, AlertOutcome } from '../alerts/types.ts'
import type { AcceptInput, ChatInput } from '../chat/types.ts'
import type { ChatPlace } from '../incident/chat-place.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { Person } from '../incident/person.ts'
import { JournalBroken } from '../journal/types.ts'
import { createAlertHandler } from './alert-handler.ts'
import { createBacklog } from './backlog.ts'
import type { FileLinks } from './file-links.ts'
import { createInputContext } from './input-context.ts'
import { createInputHandler } from './input-handler.ts'
import { createInputInbox } from './input-inbox.ts'
import { newActionId } from './observation-request.ts'
import type { StepUpApprovals } from './step-up-approvals.ts'
import type { RunbookDependencies } from './types.ts'

export interface Runbook {
  readonly accept: AcceptInput
  /** Accepts it, and resolves when it has been decided and journaled, not when its effects are done. Never rejects. */
  handle(input: ChatInput): Promise<void>
  /** Somebody whom the caller has authenticated asks for a step, any of the list; from here on it goes as in words. */
  request(
    incident: string,
    from: { readonly person: Person; readonly place: ChatPlace },
    step: StepRequest,
  ): Promise<void>
  /** An alert of Azure Monitor; resolves when it is journaled, rejects where it could not be. */
  alert(alert: Alert): Promise<AlertOutcome>
  /** An incident as it stands, for whoever may read it: who that is, the caller asks. */
  incident(id: string): Promise<Incident | undefined>
  /** Approvals that wait for somebody to sign in. */
  readonly stepUpApprovals: Pick<StepUpApprovals, 'find' | 'confirm'>
  readonly fileLinks: Pick<FileLinks, 'find' | 'open'>
  /**
   * Picks up what was left at the last stop or crash; resolves to the number of incidents. Inputs that were acknowledged
   * and not handled are answered meanwhile.
   */
  resume(): Promise<number>
  /** Something of these incidents was erased: they are read anew, and their cards brought up to date. */
  reload(incidents: readonly string[]): Promise<void>
  /** Erases the files whose time is over, and brings the cards up to date that named them. Never rejects. */
  expireFiles(): Promise<void>
  /** Resolves when no input is being handled and no effect is under way. */
  idle(): Promise<void>
  stop(): void
}

export const createRunbook = (dependencies: RunbookDependencies): Runbook => {
  const context = createInputContext(dependencies)
  const scheduler = context.scheduler
  const { handle, apologise } = createInputHandler(context)
  const takeAlert = createAlertHandler(context)
  const backlog = createBacklog(dependencies, scheduler)
  const inHand = new Set<Promise<unknown>>()
  const during = <Result>(work: Promise<Result>): Promise<Result> => {
    const tracked: Promise<Result> = work.finally(() => inHand.delete(tracked))
    inHand.add(tracked)
    return tracked
  }
  const reload: Runbook['reload'] = async (incidents) => {
    for (const incident of incidents) scheduler.repository.forget(incident)
    for (const incident of incidents) await scheduler.wake(incident)
  }
  const untold = (input: ChatInput) => (err: unknown) =>
    dependencies.log.error({ input: input.id, err }, 'not even an apology could be sent')
  const inputs = createInputInbox(context, {
    handle,
    unable: (input, error) => void during(apologise(input, error).catch(untold(input))),
  })
  const accept: AcceptInput = (input) =>
    during(
      inputs.accept(input).then((accepted) => {
        void during(accepted.handled)
        return accepted
      }),
    )
  return {
    accept,
    handle: (input) =>
      accept(input).then(
        ({ handled }) => handled,
        () => undefined,
      ),
    alert: (alert) => during(takeAlert(alert)),
    request: async (incident, { person, place }, request) => {
      const by = { kind: 'person', person, place } as const
      const action = newActionId(dependencies, incident)
      const asked = await scheduler.repository.commit(incident, { type: 'RequestStep', action, request, by })
      if (asked.is === 'done') scheduler.onStateChanged(asked.incident)
    },
    incident: scheduler.repository.load,
    fileLinks: {
      find: context.fileLinks.find,
      open: (token) => during(context.fileLinks.open(token)),
    },
    stepUpApprovals: {
      find: context.stepUpApprovals.find,
      confirm: (token, confirmation) => during(context.stepUpApprovals.confirm(token, confirmation)),
    },
    reload,
    expireFiles: () =>
      during(
        dependencies
          .expireFiles()
          .then((streams) => reload(streams.filter((stream) => stream.startsWith('INC-'))))
          // Tomorrow is another try: nothing else may wait for it.
          .catch((err: unknown) => {
            if (err instanceof JournalBroken) return
            dependencies.log.error({ err }, 'files whose time is over were not erased')
          }),
      ),
    resume: async () => {
      void during(inputs.recover())
      const resumed = await backlog.resume().catch(noneIfBroken)
      void during(backlog.begun())
      return resumed
    },
    idle: async () => {
      do {
        await Promise.allSettled(inHand)
        await scheduler.idle()
      } while (inHand.size > 0)
    },
    stop: () => {
      backlog.stop()
      scheduler.stop()
    },
  }
}

/** Nothing is picked up from a broken journal; whoever speaks is told so. */
const noneIfBroken = (error: unknown): number => {
  if (error instanceof JournalBroken) return 0
  throw error
}
