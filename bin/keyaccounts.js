#!/usr/bin/env node
import process from 'node:process';
import { main } from '../dist/cli.js';
import { nodeIo } from '../dist/io.js';

// What Node warns of is for those who write the program, not for those who run it.
process.removeAllListeners('warning');
process.exitCode = await main(process.argv.slice(2), nodeIo());
