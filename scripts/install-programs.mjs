// Installs what the gate uses and this machine lacks: a process of its own, beside npm.
import { gatePrograms, installPrograms } from './machine.mjs';

installPrograms(gatePrograms);
