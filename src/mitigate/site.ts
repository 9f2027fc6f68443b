import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import { labelOf } from './ids.ts'
import { readOne, webApi } from './read.ts'

/** What a step assumes about its app. */
export interface Site {
  /** `Running`, `Stopped`, … */
  readonly state: string
  readonly planId: string
}

const site = z.object({ properties: z.object({ state: z.string(), serverFarmId: z.string() }) })

export const readSite = async (azure: ReadingAzure, app: Pick<AppRef, 'id'>): Promise<Site> => {
  const { properties } = await readOne(azure, { path: app.id, version: webApi }, site)
  return { state: properties.state, planId: properties.serverFarmId }
}

/** Restarting or scaling an app that does not run helps nobody: it must be started, or left stopped. */
export const whyNotRunning = (app: AppRef, { state }: Site): Phrase | undefined =>
  state.toLowerCase() === 'running' ? undefined : phrase('step.impossible.not-running', { app: labelOf(app), state })
