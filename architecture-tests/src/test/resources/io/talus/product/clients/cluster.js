// ioredis's cluster client as a filter: each line that comes in is a command (get key, set key value), each that goes out
// its reply behind a '+', or its error behind a '-'.
'use strict';
const readline = require('node:readline');
const Redis = require('ioredis');

const cluster = new Redis.Cluster([{ host: '127.0.0.1', port: Number(process.argv[2]) }]);
cluster.on('error', () => {}); // each command says so itself

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [name, ...args] = line.split(' ');
    try {
      console.log(`+${await cluster[name](...args)}`);
    } catch (failure) {
      console.log(`-${failure.message}`);
    }
  }
  cluster.disconnect();
}

main();
