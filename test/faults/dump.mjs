/**
 * The built bot in a process of its own, so that it starts fast: it has a memory dump taken, from the click to the file
 * on the disk, and prints as JSON where that ended and how much its memory grew meanwhile.
 * Arguments: data directory, simulator URL, and after how many bytes on the disk to end itself, as if by kill -9;
 * `resume` in place of that only picks up what was left.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { foldEvents } from '../../dist/src/incident/evolve.js'
import { examplePolicyPath, readPolicyFile } from '../../dist/src/policy-file/index.js'
import { composeBuilt } from './built.mjs'

const [dataDir = '', url = '', until = 'never'] = process.argv.slice(2)
const policy = readPolicyFile(examplePolicyPath, { practice: true })
const { appmedic, stage } = await composeBuilt({ dataDir, url, policy })

const incident = async () => {
  const found = foldEvents((await appmedic.journal.read('INC-1')).map((entry) => entry.event))
  if (found === undefined) throw new Error('no incident')
  return found
}

const unfinished = () => readdirSync(join(dataDir, 'evidence')).filter((name) => name.endsWith('.part'))

const endAt = (bytes) => {
  const written = unfinished().some((name) => statSync(join(dataDir, 'evidence', name)).size >= bytes)
  if (written) process.kill(process.pid, 'SIGKILL')
}

const said = async (growthInBytes) => {
  const { actions, evidence } = await incident()
  const action = actions.at(-1)
  const dump = evidence.find(({ collector }) => collector === 'memory-dump')
  return JSON.stringify({
    status: action?.status,
    why: action?.why?.key,
    dump,
    unfinished: unfinished(),
    growthInBytes,
  })
}

await appmedic.start()
if (until === 'resume') {
  // A doubted step is looked at some seconds later.
  const ends = Date.now() + 200_000
  while (Date.now() < ends && (await incident()).actions.at(-1)?.status !== 'failed') {
    await new Promise((resolve) => setTimeout(resolve, 100))
    await appmedic.runbook.idle()
  }
  console.log(await said(0))
} else {
  await stage.says('ada', 'contoso-web is 503ing')
  await appmedic.runbook.idle()
  await stage.clicks('ada', 'collect', 'INC-1/1/memory-dump')
  await appmedic.runbook.idle()
  const before = process.memoryUsage.rss()
  let most = before
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
    if (until !== 'never') endAt(Number(until))
  }, 5)
  await stage.clicks('bram', 'approve', (await incident()).actions.at(-1)?.id ?? '')
  await appmedic.runbook.idle()
  clearInterval(watching)
  console.log(await said(most - before))
}
await appmedic.stop()
