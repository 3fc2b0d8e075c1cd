// The `@aftership/tracking-sdk` package at its own host; what it sends with reads the environment itself.
import { AfterShip } from '@aftership/tracking-sdk'

const client = new AfterShip({ api_key: 'mine' })
const created = await client.tracking.createTracking({ tracking_number: process.argv[2], slug: 'cainiao' })
const read = await client.tracking.getTrackingById(created.data.id)
console.log(JSON.stringify({ created: created.data.tracking_number, read: read.data.tracking_number }))
