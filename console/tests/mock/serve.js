// `npm run dev`: the built console (npx vite build --watch) over made-up data.
import { CODE, serve } from './server.js'

const root = new URL('../../target/dist', import.meta.url).pathname
const { origin } = await serve({ root, rate: Number(process.argv[2] ?? 40), port: 5190, many: 20_000 })
console.log(`${origin}/#/signin?code=${CODE}`)
