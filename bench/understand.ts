import { hearHostile, hearPeople, quantileInThousandths, usualOf } from './speech.ts'

/**
 * `npx tsx bench/understand.ts`: messages a second and how long the slowest take, on one core, for what people write
 * and for what somebody might send to slow the bot down. JSON on standard output. `npm run bench -- understand` sets
 * the same beside the least that reading takes.
 */
const { understanding, messagesPerSecondOfProcessor } = hearPeople()
const people = understanding.flat()

console.log(
  JSON.stringify(
    {
      messages: people.length,
      messagesPerSecondOfProcessor,
      p99OfUsualInMs: quantileInThousandths(usualOf(understanding), 0.99),
      p50InMs: quantileInThousandths(people, 0.5),
      p99InMs: quantileInThousandths(people, 0.99),
      slowestInMs: quantileInThousandths(people, 1),
      hostileMedianInMs: hearHostile(),
    },
    null,
    2,
  ),
)
