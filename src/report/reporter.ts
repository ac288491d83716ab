import type { BuildEvent } from '../contract/events.ts';
import type { Scene } from './scene.ts';
import { sequence } from './sequence.ts';

/** Turns the events of one build into text for a screen. It writes nothing itself. */
export interface Reporter {
  /** The text to write now; empty where there is nothing to show yet. */
  event(event: BuildEvent): string;
  /** What is still held, and whatever closes what is open. To be written where no `done` or `failed` came; harmless otherwise. */
  finish(): string;
}

/** How scenes look on one kind of screen. */
export type Skin = (scene: Scene) => string;

export function reporter(skin: Skin): Reporter {
  const { next, finish } = sequence();
  const show = (scenes: readonly Scene[]) => scenes.map(skin).join('');
  return { event: (event) => show(next(event)), finish: () => show(finish()) };
}
