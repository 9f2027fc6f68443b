import { z } from 'zod'
import { readResource } from '../../azure/arm-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { type AppRef, appLabelOf } from '../../incident/app-ref.ts'

/** What a step assumes about its app. */
export interface SiteState {
  /** `Running`, `Stopped`, … */
  readonly state: string
  readonly planId: string
}

const site = z.object({ properties: z.object({ state: z.string(), serverFarmId: z.string() }) })

export const readSiteState = async (azure: ReadingAzure, app: Pick<AppRef, 'id'>): Promise<SiteState> => {
  const { properties } = await readResource(azure, { path: app.id }, site)
  return { state: properties.state, planId: properties.serverFarmId }
}

/** Restarting or scaling an app that does not run helps nobody: it must be started, or left stopped. */
export const whyNotRunning = (app: AppRef, { state }: SiteState): TranslatableMessage | undefined =>
  state.toLowerCase() === 'running'
    ? undefined
    : messageOf('step.impossible.not-running', { app: appLabelOf(app), state })
