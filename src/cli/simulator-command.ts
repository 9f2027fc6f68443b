import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { appNames, defaultFaultyApp, faults, type Simulator, startSimulator } from '../../simulator/index.ts'
import { runningClock } from '../clock/running-clock.ts'
import { type AppFault, parseFaultWithAge } from '../config/app-fault.ts'
import { practiceDumpInBytes } from './practice-environment.ts'
import { simulatorFaultsOf } from './start-practice.ts'

interface Options {
  readonly port: number
  readonly fault: readonly AppFault[]
  readonly seed: number
  readonly copies: number
  readonly speed: number
  readonly https: boolean
  readonly data: string
}

/** Runs the simulated estate alone, so that any ARM client can be pointed at it; stops on SIGINT and SIGTERM. */
export const simulatorCommand: Command = new Command('simulator')
  .description('Run the simulated App Service estate alone, on loopback.')
  .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', wholeNumber(0, 65_535), 0)
  .option(
    '--fault <fault,…>',
    `${faults.map(({ id }) => id).join(', ')}; or app=fault; @4h behind it: for how long`,
    parseFaults,
    [],
  )
  .option('--seed <n>', 'the same seed gives the same run', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
  .option('--copies <n>', 'so many more apps like the first one, each on a plan of its own', wholeNumber(0, 9_999), 0)
  .option('--speed <x>', 'simulated seconds a real second', parseSpeed, 1)
  .option('--https', 'serve over TLS with a certificate made at the start', false)
  .option('--data <directory>', 'where that certificate is put', './data')
  .action(run)

async function run({ port, fault, seed, copies, speed, https, data }: Options): Promise<void> {
  const clock = { speed, now: runningClock(speed).now }
  const simulator = await startSimulator({ port, seed, copies, clock, https, ...simulatorFaultsOf(fault) }).catch(
    (error: unknown) => {
      simulatorCommand.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    },
  )
  simulator.configure({ dumpSizeInBytes: practiceDumpInBytes })
  const { certificate } = simulator
  const trusted = certificate === undefined ? undefined : await saveCertificate(certificate, data)
  console.log(welcome(simulator, fault, trusted))
  await untilStopSignal()
  await simulator.stop()
  console.log('Stopped.')
}

/** Its public half, for clients to trust; the key stays in memory and is gone with the program. */
async function saveCertificate(certificate: string, data: string): Promise<string> {
  const path = resolve(join(data, 'simulator-certificate.pem'))
  await mkdir(data, { recursive: true })
  await writeFile(path, certificate)
  return path
}

function welcome({ url }: Simulator, put: readonly AppFault[], trusted: string | undefined): string {
  const inTrouble = put.map(({ app, fault }) => `${app}: ${fault}`)
  const curl = trusted === undefined ? 'curl' : `curl --cacert ${trusted}`
  return [
    `Simulated App Service estate at ${url} (${inTrouble.join(', ') || 'all healthy'})`,
    '',
    `  Resource manager  send ARM requests to ${url} with any bearer token and api-version:`,
    `                    ${curl} -H 'Authorization: Bearer x' '${url}/subscriptions?api-version=2022-12-01'`,
    `  An app            ${curl} -i -H 'Host: ${defaultFaultyApp}.azurewebsites.net' ${url}/`,
    `  Kudu              ${curl} -H 'Host: ${defaultFaultyApp}.scm.azurewebsites.net' -H 'Authorization: Bearer x' ${url}/api/deployments`,
    `  Managed identity  IDENTITY_ENDPOINT=${url}/msi/token IDENTITY_HEADER=x`,
    `  Writes received   ${curl} ${url}/simulator/writes`,
    `  Clock, truth      ${curl} ${url}/simulator/clock ${url}/simulator/truth`,
    ...(trusted === undefined ? [] : [`  Certificate       ${trusted}`]),
    '',
    'Stop it with Ctrl+C.',
  ].join('\n')
}

async function untilStopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

function parseFaults(text: string, before: readonly AppFault[]): readonly AppFault[] {
  const named = text.split(',').map((part) => {
    const [first = '', second] = part.trim().split('=')
    return second === undefined
      ? { app: defaultFaultyApp, ...parseFault(first) }
      : { app: parseApp(first), ...parseFault(second) }
  })
  return [...before, ...named]
}

function parseFault(text: string): Omit<AppFault, 'app'> {
  const parsed = parseFaultWithAge(text)
  if (parsed !== undefined && faults.some(({ id }) => id === parsed.fault)) return parsed
  const known = faults.map(({ id }) => id).join(', ')
  throw new InvalidArgumentError(`There is no fault "${text}"; there are ${known}; @4h behind it says for how long.`)
}

function parseApp(app: string): string {
  if (appNames.includes(app)) return app
  throw new InvalidArgumentError(`There is no app "${app}"; there are ${appNames.join(', ')}.`)
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`)
  }
}

function parseSpeed(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 10_000) return value
  throw new InvalidArgumentError('A number above 0, at most 10000.')
}
