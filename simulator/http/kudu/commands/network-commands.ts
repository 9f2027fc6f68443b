import { faultEffectsOn } from '../../../physics/fault-effects.ts'
import { seededFraction } from '../../../physics/seeded-random.ts'
import { appHostOf } from '../../../routes/sites/site-body.ts'
import type { KuduCall } from '../kudu-route.ts'
import { socketCountsOf } from './tcp-connections.ts'
import type { ShellCommand } from './types.ts'

const attempts = 4

export const tcppingCommand: ShellCommand = {
  pattern: /^tcpping(?:\.exe)?\s+([\w.-]+):(\d{1,5})$/i,
  run: (call, [host = '', port = '']) => {
    const address = addressOf(call, host)
    if (address === undefined) {
      return { output: 'Connection attempt failed: No such host is known\nComplete: 0/4 successful attempts (0%)\n' }
    }
    const tries = Array.from({ length: attempts }, (_, index) => attempt(call, `${host}:${port}`, index))
    const lines = tries.map((took) =>
      took === undefined
        ? `Connection attempt failed: A connection attempt failed because the connected party did not properly respond after a period of time ${address}:${port}`
        : `Connected to ${host}:${port}, time taken: ${took}ms`,
    )
    const good = tries.filter((took) => took !== undefined)
    const mean =
      good.length === 0 ? '' : ` Average success time: ${good.reduce((sum, took) => sum + took, 0) / good.length}ms`
    const share = (100 * good.length) / attempts
    return {
      output: `${lines.join('\n')}\nComplete: ${good.length}/${attempts} successful attempts (${share}%).${mean}\n`,
    }
  },
}

/** Whole milliseconds; `undefined` where no port is left for it on this instance. */
function attempt(call: KuduCall, to: string, index: number): number | undefined {
  const { world, app, process, now } = call
  const drawn = seededFraction(world.seed, 'tcpping', to, process.worker.machine, now, index)
  const { timeWait } = socketCountsOf(call)
  const isShort = faultEffectsOn(world, app, process, now).outboundPerRequest > 0 && timeWait > 100
  return isShort && drawn < 0.75 ? undefined : 2 + Math.floor(4 * drawn)
}

export const nameResolverCommand: ShellCommand = {
  pattern: /^nameresolver(?:\.exe)?\s+([\w.-]+)$/i,
  run: (call, [host = '']) => {
    const address = addressOf(call, host)
    const server = 'Server: 168.63.129.16\n\n'
    return address === undefined
      ? { output: `${server}*** UnKnown can't find ${host}: Non-existent domain\n`, exitCode: 1 }
      : { output: `${server}Non-authoritative answer:\nName: ${host}\nAddresses: \n\t${address}\nAliases: \n` }
  },
}

const azureDomains = ['.windows.net', '.azure.com', '.azurewebsites.net', '.microsoft.com']

/** Hosts under Azure's own domains are there, and the app itself; private names of the company are not. */
function addressOf({ world, app }: KuduCall, host: string): string | undefined {
  const name = host.toLowerCase()
  if (/^\d+(\.\d+){3}$/.test(name)) return name
  const isKnown = name === appHostOf(app) || azureDomains.some((domain) => name.endsWith(domain))
  if (!isKnown) return undefined
  const part = (index: number) => 1 + Math.floor(250 * seededFraction(world.seed, 'address', name, index))
  return `20.${part(1)}.${part(2)}.${part(3)}`
}
