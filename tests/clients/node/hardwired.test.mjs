// Trackers that cannot be told a base URL, each in a process of its own that knows nothing of the mock carrier.
//
//     npm ci && SIMULATE=… node --test

import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

const NUMBER = 'LP89253443543984'
let folder, server, first

before(async () => {
  assert.ok(process.env.SIMULATE, 'SIMULATE names the program')
  folder = await mkdtemp(join(tmpdir(), 'misroute-'))
  const flags = ['serve', '--listen', '127.0.0.1:0', '--tls', '--proxy', '--tls-ca', join(folder, 'ca.pem')]
  server = spawn(process.env.SIMULATE, flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: server.stdout })
  const [line] = await Promise.race([
    new Promise((told) => lines.once('line', (line) => told([line]))),
    new Promise((_, failed) => server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)))),
  ])
  first = JSON.parse(line)
})

after(async () => {
  server?.kill()
  await rm(folder, { recursive: true, force: true })
})

/** Runs a tracker with nothing of this machine's settings but what leads it to the server. */
async function run(tracker, settings, ...words) {
  const { PATH, HOME, TMPDIR } = process.env
  const env = { PATH, HOME, TMPDIR, ...settings }
  return promisify(execFile)(process.execPath, [join('trackers', tracker), ...words], {
    cwd: import.meta.dirname,
    env,
    timeout: 60_000,
  })
}

const said = async (...words) => JSON.parse((await run(...words)).stdout)

/** The settings of a user whose programs read the proxy from the environment themselves. */
const proxied = () => ({ HTTPS_PROXY: first.proxy_url, NODE_EXTRA_CA_CERTS: first.ca_file })

/** The settings of one whose programs do not: every agent is replaced before the program begins. */
const everywhere = () => ({
  GLOBAL_AGENT_HTTP_PROXY: first.proxy_url,
  NODE_EXTRA_CA_CERTS: first.ca_file,
  NODE_OPTIONS: '--require global-agent/bootstrap',
})

test('trackingmore-sdk-nodejs through a tunnel', async () => {
  const found = await said('trackingmore.cjs', everywhere(), NUMBER)
  assert.deepEqual(found, { created: NUMBER, read: NUMBER })
})

test('@aftership/tracking-sdk with HTTPS_PROXY', async () => {
  const found = await said('aftership.mjs', proxied(), NUMBER)
  assert.deepEqual(found, { created: NUMBER, read: NUMBER })
})

test('node:https where the name leads here', async () => {
  const { port } = new URL(first.https_url)
  const found = await said('lookup.mjs', { NODE_EXTRA_CA_CERTS: first.ca_file }, NUMBER, port)
  const wanted = await fetch(`${first.url}/global/detail.json?mailNos=${NUMBER}&lang=en-US`)
  assert.deepEqual(found, await wanted.json())
  assert.equal(found.module[0].mailNo, NUMBER)
})

test('who does not trust the certificate is not served', async () => {
  const { port } = new URL(first.https_url)
  await assert.rejects(run('lookup.mjs', {}, NUMBER, port), /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/)
  const untrusting = { ...everywhere(), NODE_EXTRA_CA_CERTS: '' }
  await assert.rejects(run('trackingmore.cjs', untrusting, NUMBER), /certificate/)
})

test('what each of them asked is in the journal under its carrier', async () => {
  const journal = await (await fetch(`${first.url}/_sim/requests`)).json()
  const dialects = new Set(journal.requests.map((request) => request.dialect))
  assert.deepEqual([...dialects].sort(), ['aftership', 'cainiao', 'trackingmore'])
})
