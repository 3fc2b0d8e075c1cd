// The `trackingmore-sdk-nodejs` package: `node:https` to a host that is written in it.
const TrackingMore = require('trackingmore-sdk-nodejs')

const client = new TrackingMore('mine')
client.trackings
  .createTracking({ tracking_number: process.argv[2], courier_code: 'cainiao' })
  .then(async (created) => {
    const read = await client.trackings.getTrackingResults({ tracking_numbers: process.argv[2] })
    console.log(JSON.stringify({ created: created.data.tracking_number, read: read.data[0].tracking_number }))
  })
