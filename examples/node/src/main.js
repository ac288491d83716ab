#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { convert } from './convert.js';

console.log(convert(readFileSync(process.argv[2] ?? 0, 'utf8')));
