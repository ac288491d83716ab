import '../../worker.ts';
