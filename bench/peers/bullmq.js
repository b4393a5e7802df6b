// BullMQ beside Symphony: node bullmq.js COMMAND PORT …; prints one line of JSON.
const { performance } = require('node:perf_hooks');
const { readFileSync } = require('node:fs');
const { Queue, Worker } = require('bullmq');

const [command, port, ...rest] = process.argv.slice(2);
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null };
const BATCH = 500;
const queue = new Queue('bench', { connection, defaultJobOptions: { removeOnComplete: true, removeOnFail: true } });

const jobs = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => ({ name: 'task', data: JSON.parse(line) }));

async function addBulk(all) {
  for (let i = 0; i < all.length; i += BATCH) await queue.addBulk(all.slice(i, i + BATCH));
}

// Lines of a file as jobs, in bulk; without a job id, so nothing is looked up for deduplication.
async function enqueue(file) {
  const all = jobs(file);
  await queue.addBulk(all.slice(0, BATCH)); // compiles and loads the scripts
  await queue.obliterate({ force: true });
  const begun = performance.now();
  await addBulk(all);
  return { rate: all.length / ((performance.now() - begun) / 1000) };
}

// One worker that does nothing for each job, so many at a time.
async function drain(file, concurrency) {
  const all = jobs(file);
  await addBulk(all);
  let done = 0;
  let begun = 0;
  const worker = new Worker('bench', async () => { if (!begun) begun = performance.now(); },
    { connection, concurrency: Number(concurrency), autorun: false });
  const drained = new Promise((resolve) => worker.on('completed', () => { if (++done === all.length) resolve(); }));
  worker.run();
  await drained;
  const seconds = (performance.now() - begun) / 1000;
  await worker.close();
  return { rate: all.length / seconds };
}

// One idle worker; from before a job is added to the start of its processing, in milliseconds.
async function pickup(samples) {
  let started;
  const worker = new Worker('bench', async () => started(performance.now()), { connection });
  await worker.waitUntilReady();
  const millis = [];
  for (let i = -50; i < Number(samples); i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const start = new Promise((resolve) => { started = resolve; });
    const begun = performance.now();
    await queue.add('task', { i });
    const taken = (await start) - begun;
    if (i >= 0) millis.push(taken);
  }
  await worker.close();
  return { millis };
}

({ enqueue, drain, pickup })[command](...rest)
  .then(async (answer) => { console.log(JSON.stringify(answer)); await queue.close(); process.exit(0); })
  .catch((error) => { console.error(error); process.exit(1); });
