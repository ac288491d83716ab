/** Whether there is machine code for this machine. */
export const canMakeCalls = (): boolean => process.arch === 'x64' || process.arch === 'arm64';
