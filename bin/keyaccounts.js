#!/usr/bin/env node
// Where Node can, it keeps what it compiled for the next run. That has to be said before anything is imported.
process.getBuiltinModule?.('node:module').enableCompileCache?.();

// What Node warns of is for those who write the program, not for those who run it.
process.removeAllListeners('warning');

const { main } = await import('../dist/cli.js');
// Every result has been written by now, and what is open the system closes.
process.exit(await main(process.argv.slice(2)));
