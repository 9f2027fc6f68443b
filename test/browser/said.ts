import { messagePattern } from '../message-text.ts'

type SaidArgs = Readonly<Record<string, string | number>>

/** What stands on the page, found by the key of its message: anywhere, at the beginning, or alone. */
export const said = (key: string, args?: SaidArgs): RegExp => messagePattern('en', key, args)
export const saidFirst = (key: string, args?: SaidArgs): RegExp => new RegExp(`^${said(key, args).source}`)
export const saidAlone = (key: string, args?: SaidArgs): RegExp => new RegExp(`^${said(key, args).source}$`)
