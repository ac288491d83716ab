/** Node's module that starts processes. The first process loads the module, since that takes 5 ms which a cached build saves. */
export const childProcess = () => process.getBuiltinModule('node:child_process');
