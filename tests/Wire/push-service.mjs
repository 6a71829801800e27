// A push service that decrypts what it is sent: the independent judge of what the functions encrypt and sign.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { PushApiModel } = require('web-push-testing/src/PushApiModel.js')
const Server = require('web-push-testing/src/server.js')

// Says «Server running on port N» once it listens.
new Server(new PushApiModel(), Number(process.argv[2])).startServer()
