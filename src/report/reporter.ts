import type { BuildEvent } from '../contract/events.ts';
import type { Scene } from './scene.ts';
import { sequence } from './sequence.ts';

/** Turns the events of a build into text for a screen. Writes nothing itself. */
export interface Reporter {
  /** Returns the text to write now; empty if nothing is ready to be shown. */
  event(event: BuildEvent): string;
  /** Returns the held text and closes everything open. Call if no `done` or `failed` came; harmless otherwise. */
  finish(): string;
}

/** The look of scenes on a kind of screen. */
export type Skin = (scene: Scene) => string;

export function reporter(skin: Skin): Reporter {
  const { next, finish } = sequence();
  const show = (scenes: readonly Scene[]) => scenes.map(skin).join('');
  return { event: (event) => show(next(event)), finish: () => show(finish()) };
}
