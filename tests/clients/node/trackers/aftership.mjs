// The `@aftership/tracking-sdk` package at its own host; what it sends with reads the environment itself.
import { AfterShip } from '@aftership/tracking-sdk'

const client = new AfterShip({ api_key: 'mine' })
const created = await client.tracking.createTracking({ tracking_number: process.argv[2], slug: 'cainiao' })
const { id, tracking_number: number } = created
const read = await client.tracking.getTrackingById(id)
console.log(JSON.stringify({ created: number, read: read.tracking_number }))
