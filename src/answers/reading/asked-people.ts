import type { Policy } from '../../incident/approval/policy.ts'

/** "May I approve it myself?", "does who asks also get to approve?": yes or no comes first. */
export const ofAsker =
  /\b(?:may i|can i|could i|am i|do i|i (?:may|can)|myself|my own|ourselves|(?:mag|kan|moet|ben) ik|ik (?:mag|kan)|zelf|requester|aanvrager|second (?:pair|person)|two people|four eyes|vier ogen|tweede (?:paar|persoon)|(?:iemand|somebody|someone) (?:anders|else))\b|\b(?:who(?:ever)?|person that|person who|wie|degene die) (?:asks?|requests?|vraagt|aanvraagt)\b/i

/** "Ada is off in an hour", "als Ada er niet is", "without Ada": who is left is asked for. */
export const absentIn = (text: string, { people }: Policy): readonly string[] =>
  Object.entries(people)
    .filter(([, { name }]) => {
      const first = firstNameOf(name).replace(/[^\p{L}]/gu, '')
      if (first === '') return false
      const before = `\\b(?:without|besides|except|zonder|behalve|naast) ${first}(?!\\p{L})`
      const after = `(?<!\\p{L})${first}(?!\\p{L})[^.?!,;]{0,20}(?<!\\p{L})(?:off|away|gone|absent|asleep|unavailable|on leave|not (?:here|there|in|around|available)|isn.?t|niet|weg|ziek|vrij|afwezig|slaapt|vakantie)(?!\\p{L})`
      return new RegExp(`${before}|${after}`, 'iu').test(text)
    })
    .map(([key]) => key)

export const firstNameOf = (name: string): string => name.split(/\s+/)[0]?.toLowerCase() ?? ''
