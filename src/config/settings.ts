import { z } from 'zod'
import { alerts } from './settings-alerts.ts'
import { azure } from './settings-azure.ts'
import { general } from './settings-general.ts'
import { simulator } from './settings-simulator.ts'
import { slack } from './settings-slack.ts'
import { teams } from './settings-teams.ts'

/** Every setting, declared once: its check, its words and its place in `.env.example`. */
export const settings = z.object({ ...general, ...simulator, ...azure, ...slack, ...teams, ...alerts })

export type Values = z.output<typeof settings>
export type Name = keyof Values

export const names = Object.keys(settings.shape) as readonly Name[]
