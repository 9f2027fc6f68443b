import { readFileSync } from 'node:fs'
import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { botEvents, botScopes, requestUrlPath, slashCommand } from '../../../src/chat/slack/app-manifest.ts'

const text = readFileSync(new URL('../../../manifest/slack/manifest.yaml', import.meta.url), 'utf8')
const manifest = parse(text) as Manifest

it('asks for what the code needs and for nothing else, each scope with its reason', () => {
  const bot = manifest.oauth_config?.scopes?.bot ?? []
  const reasons = [...text.matchAll(/^ {6}- ([a-z_]+(?::[a-z]+)?) # (.{3,})$/gm)].map(([, scope]) => scope)

  expect([...bot].sort()).toEqual([...botScopes])
  expect(manifest.oauth_config?.scopes?.user).toBeUndefined()
  expect(reasons).toEqual(expect.arrayContaining(bot))
  expect([...(manifest.settings?.event_subscriptions?.bot_events ?? [])].sort()).toEqual([...botEvents])
})

it('sends everything to the one door', () => {
  const urls = [...text.matchAll(/https:\S+/g)].map(([url]) => new URL(url).pathname)

  expect(new Set(urls)).toEqual(new Set([requestUrlPath]))
  expect(manifest.features?.slash_commands?.map((one) => one.command)).toEqual([slashCommand])
  expect(manifest.settings?.interactivity?.is_enabled).toBe(true)
  expect(manifest.features?.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_read_only_enabled: false })
})
