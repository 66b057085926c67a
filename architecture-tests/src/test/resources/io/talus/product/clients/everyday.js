// Everyday features of ioredis against the server at 127.0.0.1:<port>. Prints "ok <n>" at the end; anything that is
// not as expected throws, and the process ends with another code than 0.
'use strict';
const assert = require('node:assert/strict');
const Redis = require('ioredis');

const port = Number(process.argv[2]);
let checked = 0;

async function check(name, test) {
  try {
    await test();
    checked++;
  } catch (failure) {
    console.error(`${name}: ${failure.stack}`);
    process.exit(1);
  }
}

async function main() {
  const redis = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: 1 });
  const other = redis.duplicate();

  await check('strings', async () => {
    assert.equal(await redis.flushall(), 'OK');
    assert.equal(await redis.set('name', 'talus'), 'OK');
    assert.equal(await redis.get('name'), 'talus');
    assert.equal(await redis.get('nothing'), null);
    assert.equal(await redis.incrby('counter', 41), 41);
  });

  await check('collections', async () => {
    assert.equal(await redis.hset('hash', { a: '1', b: '2' }), 2);
    assert.deepEqual(await redis.hgetall('hash'), { a: '1', b: '2' });
    assert.equal(await redis.rpush('list', 'x', 'y', 'z'), 3);
    assert.deepEqual(await redis.lrange('list', 0, -1), ['x', 'y', 'z']);
    assert.equal(await redis.sadd('set', 'm', 'n', 'm'), 2);
    assert.deepEqual((await redis.smembers('set')).sort(), ['m', 'n']);
    assert.equal(await redis.zadd('zset', 1.5, 'one', 2, 'two'), 2);
    assert.deepEqual(await redis.zrange('zset', 0, -1, 'WITHSCORES'), ['one', '1.5', 'two', '2']);
  });

  await check('pipeline', async () => {
    const pipeline = redis.pipeline();
    for (let i = 0; i < 1000; i++) pipeline.incr('pipelined');
    const replies = await pipeline.exec();
    replies.forEach(([error, value], i) => {
      assert.equal(error, null);
      assert.equal(value, i + 1);
    });
  });

  await check('transaction with WATCH', async () => {
    await redis.watch('watched');
    await other.set('watched', 'changed');
    assert.equal(await redis.multi().set('watched', 'mine').exec(), null);
    assert.deepEqual(await redis.multi().set('watched', 'mine').incr('counter').exec(), [
      [null, 'OK'],
      [null, 42],
    ]);
  });

  await check('SCAN iterators', async () => {
    const expected = new Set();
    for (let i = 0; i < 300; i++) {
      await redis.set(`scan:${i}`, 'v');
      expected.add(`scan:${i}`);
    }
    const found = new Set();
    for await (const keys of redis.scanStream({ match: 'scan:*', count: 20 })) {
      keys.forEach((key) => found.add(key));
    }
    assert.deepEqual([...found].sort(), [...expected].sort());
  });

  await check('blocking pop', async () => {
    const popped = other.blpop('queue', 30);
    while (!(await redis.info('clients')).includes('blocked_clients:1'));
    await redis.rpush('queue', 'job');
    assert.deepEqual(await popped, ['queue', 'job']);
  });

  await check('expiry', async () => {
    await redis.set('short', 'v', 'PX', 50);
    while ((await redis.exists('short')) === 1);
    assert.equal(await redis.ttl('short'), -2);
  });

  await check('binary and large values', async () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    await redis.set(all, all);
    assert.deepEqual(await redis.getBuffer(all), all);
    const large = Buffer.alloc(10 * 1024 * 1024, 'talus');
    await redis.set('large', large);
    assert.deepEqual(await redis.getBuffer('large'), large);
  });

  await check('tables, names and errors', async () => {
    await other.select(9);
    assert.equal(await other.get('name'), null);
    await other.client('SETNAME', 'node');
    assert.match(await redis.client('LIST'), / name=node .* db=9 /);
    await assert.rejects(redis.lpush('name', 'x'), /WRONGTYPE/);
  });

  redis.disconnect();
  other.disconnect();
  console.log(`ok ${checked}`);
}

main();
