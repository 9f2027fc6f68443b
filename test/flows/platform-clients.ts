import { expect } from 'vitest'
import { form, mentionPair, newTs, type Payload, viewSubmission } from '../chat/slack/payloads.ts'
import { people as onSlack, type Slack } from '../chat/slack/slack.ts'
import type { TeamsCloud } from '../chat/teams/cloud.ts'
import { invoke, mention, people as onTeams } from '../chat/teams/payloads.ts'
import { visit } from '../chat/web/visitor.ts'

export type Who = 'ada' | 'bram' | 'chloe' | 'mallory' | 'nobody'

/** What is sent for a click, before it is sent: changed as an attacker would. */
export type Twist = (sent: Payload) => Payload

export interface Pressing {
  readonly values?: Readonly<Record<string, unknown>>
  readonly twist?: Twist
  /** Sent so many times, the very same, at once. */
  readonly times?: number
}

/** One platform, as its own servers reach the bot. */
export interface Side {
  says(who: Who, text: string): Promise<void>
  /** Status of the answer; what was told privately besides. */
  clicks(who: Who, verb: string, token: string, pressing?: Pressing): Promise<Answered>
  /** The same without waiting until all is done. */
  throws(who: Who, verb: string, token: string, pressing?: Pressing): Promise<unknown>
}

export interface SlackSide extends Side {
  /** Sends off a form that was opened. */
  submits(who: Who, view: Payload, values: Payload): Promise<void>
}

export interface Answered {
  readonly status: number
  readonly told: readonly string[]
}

type Settle = () => Promise<void>

const same: Twist = (sent) => sent

export const createWebSide = (url: string, settle: Settle): Side => {
  const visitors = new Map<Who, ReturnType<typeof visit>>()
  const visitorFor = (who: Who) => {
    const known = visitors.get(who) ?? comes(who)
    visitors.set(who, known)
    return known
  }
  const comes = async (who: Who) => {
    const visitor = await visit(url)
    expect((await visitor.send('act-as', { person: who })).status).toBe(200)
    return visitor
  }
  /** What stands in the chat for this person alone. */
  const whispersTo = async (who: Who): Promise<readonly string[]> => {
    const stream = await (await visitorFor(who)).listen()
    const { messages } = (await stream.next('snapshot')).data
    stream.close()
    return messages.flatMap((one) => ('whisper' in one ? [one.card.summary] : []))
  }
  const post: Side['throws'] = async (who, verb, token, { values = {}, twist = same, times = 1 } = {}) => {
    const visitor = await visitorFor(who)
    const body = twist({ verb, token, values, id: `click-${newTs().replace('.', '-')}` })
    return Promise.all(Array.from({ length: times }, () => visitor.send('clicks', body)))
  }
  return {
    says: async (who, text) => {
      expect((await (await visitorFor(who)).send('messages', { text })).status).toBe(202)
      await settle()
    },
    throws: post,
    clicks: async (...click) => {
      const before = (await whispersTo(click[0])).length
      const [answer] = (await post(...click)) as Response[]
      await settle()
      return { status: answer?.status ?? 0, told: (await whispersTo(click[0])).slice(before) }
    },
  }
}

const slackUser = (slack: Slack, who: Who) => {
  const { id, name } = who === 'nobody' ? { id: 'U0NOBODY', name: 'Nobody' } : onSlack[who]
  return { id, name, username: name, team_id: slack.team }
}

export const slackChannel = 'C0INCIDENTS'

export const createSlackSide = (slack: Slack, url: string, settle: Settle): SlackSide => {
  const deliver = async (body: string, type: string): Promise<number> => {
    const { headers, body: bytes } = slack.signed(body, { type })
    return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(bytes) })).status
  }
  const interact = (payload: Payload) => deliver(form(payload), 'application/x-www-form-urlencoded')
  const post: Side['throws'] = async (who, verb, token, { values = {}, twist = same, times = 1 } = {}) => {
    const state = Object.fromEntries(
      Object.entries(values).map(([id, value]) => [
        `input:${id}`,
        { [`input:${id}`]: { type: 'plain_text_input', value } },
      ]),
    )
    const ts = newTs()
    const payload = twist({
      type: 'block_actions',
      user: slackUser(slack, who),
      team: { id: slack.team, domain: 'contoso' },
      channel: { id: slackChannel, name: 'incidents' },
      container: { type: 'message', message_ts: ts, channel_id: slackChannel, is_ephemeral: false },
      message: { type: 'message', ts, blocks: [] },
      state: { values: state },
      trigger_id: `1.2.${ts}`,
      actions: [{ type: 'button', block_id: 'b', action_id: `${verb}#1`, value: token, action_ts: ts }],
    })
    return Promise.all(Array.from({ length: times }, () => interact(payload)))
  }
  return {
    says: async (who, text) => {
      if (who === 'nobody') throw new Error('nobody says nothing')
      for (const payload of mentionPair(slack, who, text))
        expect(await deliver(JSON.stringify(payload), 'application/json')).toBe(200)
      await settle()
    },
    throws: post,
    clicks: async (...click) => {
      const before = slack.whispers.length
      const [status = 0] = (await post(...click)) as number[]
      await settle()
      return { status, told: slack.whispers.slice(before).map(({ text }) => text) }
    },
    submits: async (who, view, values) => {
      if (who === 'nobody') throw new Error('nobody has a form')
      expect(await interact(viewSubmission(slack, who, view, values))).toBe(200)
      await settle()
    },
  }
}

export const createTeamsSide = (cloud: TeamsCloud, url: string, settle: Settle): Side => {
  const deliver = async (payload: Payload): Promise<{ status: number; value: string }> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(payload) })
    const text = await response.text()
    const { value = '' } = text.startsWith('{') ? (JSON.parse(text) as { value?: string }) : {}
    return { status: response.status, value: typeof value === 'string' ? value : JSON.stringify(value) }
  }
  const nobody = { id: '29:nobody', aadObjectId: 'aaaaaaaa-0000-4000-8000-0000000000ff', name: 'Bram Jansen' }
  const post: Side['throws'] = async (who, verb, token, { values = {}, twist = same, times = 1 } = {}) => {
    const base = invoke(cloud, who === 'nobody' ? 'mallory' : who, {
      ...{ verb, data: { token, ...values }, thread: '1', card: '1' },
    })
    const payload = twist({ ...base, from: who === 'nobody' ? nobody : onTeams[who] })
    return Promise.all(Array.from({ length: times }, () => deliver(payload)))
  }
  return {
    says: async (who, text) => {
      if (who === 'nobody') throw new Error('nobody says nothing')
      expect((await deliver(mention(cloud, who, text))).status).toBe(200)
      await settle()
    },
    throws: post,
    clicks: async (...click) => {
      const [answer] = (await post(...click)) as { status: number; value: string }[]
      await settle()
      return { status: answer?.status ?? 0, told: answer === undefined ? [] : [answer.value] }
    },
  }
}
