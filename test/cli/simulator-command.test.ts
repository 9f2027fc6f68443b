import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { faults } from '../../simulator/index.ts'

const root = new URL('../..', import.meta.url)

function simulator(...args: readonly string[]): {
  child: ChildProcess
  said: () => string
  until(text: string): Promise<void>
} {
  const child = spawn(process.execPath, ['dist/src/main.js', 'simulator', ...args], { cwd: root })
  const heard: string[] = []
  const hear = (part: Buffer) => void heard.push(part.toString())
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const said = () => heard.join('')
  const until = async (text: string) => {
    while (!said().includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended with: ${said()}`)
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
    }
  }
  return { child, said, until }
}

describe('the simulator command', () => {
  it('says where it is, serves, and stops when told to', async () => {
    const { child, said, until } = simulator(
      '--fault',
      'memory-leak,contoso-api=cpu-saturation@4h',
      '--seed',
      '5',
      '--speed',
      '60',
    )
    await until('Ctrl+C')
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said()) ?? []
    const truth = (await (await fetch(`${url}/simulator/truth`)).json()) as {
      startedAt: number
      faults: { app: string; id: string; onset: number }[]
    }
    const clock = (await (await fetch(`${url}/simulator/clock`)).json()) as { speed: number }
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')

    expect(truth.faults.map(({ app, id }) => [app, id])).toEqual([
      ['contoso-web', 'memory-leak'],
      ['contoso-api', 'cpu-saturation'],
    ])
    expect(truth.startedAt - (truth.faults[1]?.onset ?? 0)).toBeGreaterThanOrEqual(4 * 60 * 60_000)
    expect(clock.speed).toBe(60)
    expect(code).toBe(0)
  })

  it('lists the faults where it does not know one', async () => {
    const { child, said } = simulator('--fault', 'gremlins')
    const [code] = await once(child, 'close')

    expect(code).toBe(1)
    expect(said()).toContain(`There is no fault "gremlins"; there are ${faults.map(({ id }) => id).join(', ')}`)
  })
})
